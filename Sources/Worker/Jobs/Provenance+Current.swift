import Analysis
import ArticleLoading
public import ArticleModel

extension Provenance {
  /// This program with the models it carries.
  public static let current = Provenance(
    workbench: WorkbenchVersion.current,
    model: "sha256:" + ContentHash.sha256(Language.embeddedModels.flatMap(\.file.statedHash)))
}
