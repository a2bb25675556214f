import ArticleModel
import LuaRuntime

extension ModelClasses {
  func defineLayers(_ binding: ArticleBinding) {
    layers.property("present", "list of string", "Names of the layers that exist.") { [unowned binding] call, _ in
      call.pushList(binding.presentLayers.map { .string($0) })
    }
    layers.property("missing", "list of string", "Names of the model's layers that no analyser makes.") {
      [unowned binding] call, _ in call.pushList(binding.missingLayers.map { .string($0) })
    }
    layers.dynamicFields("<name>", "list of annotation", "What scripts and plugins added to the layer of this name.") {
      [unowned binding] call, _, name in
      let rows = binding.article.annotations.indices.filter { binding.article.annotations[$0].layer == name }
      if rows.isEmpty, !binding.article.layers.contains(Layer(name)) { binding.warnAboutLayer(name) }
      call.pushList(rows.map(UInt32.init), of: binding.classes.annotation)
      return true
    }
    layers.describe { [unowned binding] _ in
      let missing = binding.missingLayers
      return "layers: " + binding.presentLayers.joined(separator: ", ")
        + (missing.isEmpty ? "" : " (missing: \(missing.joined(separator: ", ")))")
    }

    func text(_ name: String, _ type: String, _ doc: String, _ value: @escaping (Diagnostic) -> String?) {
      diagnostic.property(name, type, doc) { [unowned binding] call, index in
        call.push(value(binding.article.diagnostics[index]))
      }
    }
    text("severity", "string", "`error`, `warning` or `note`.") { $0.severity.rawValue }
    text("code", "string", "Short stable name.") { $0.code }
    text("message", "string", "What is wrong.") { $0.message }
    text("remedy", "string?", "What to do about it.") { $0.remedy }
    diagnostic.describe { [unowned binding] in binding.article.diagnostics[$0].rendered }
  }
}

extension ArticleBinding {
  var presentLayers: [String] {
    let own = Set(article.annotations.map { Layer($0.layer) })
    return Layer.standard.filter(article.layers.contains).map(\.name)
      + article.layers.union(own).subtracting(Layer.standard).sorted().map(\.name)
  }

  var missingLayers: [String] { Layer.standard.filter { !article.layers.contains($0) }.map(\.name) }
}
