import Analysis
import ArticleLoading
public import ArticleModel

extension Provenance {
  /// The same with the plugins of the job under way.
  static var withPlugins: Provenance {
    var provenance = current
    provenance.plugins = EnabledPlugins.current.provenance
    return provenance
  }

  /// This program with the models it carries.
  public static let current = Provenance(
    workbench: WorkbenchVersion.current,
    model: "sha256:" + ContentHash.sha256(Language.embeddedModels.flatMap(\.file.statedHash)))
}
