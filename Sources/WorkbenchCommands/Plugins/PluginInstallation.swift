import ArticleModel
import PluginKit
import Worker

/// Installs plugins: looks into the archive, asks the user, keeps it, and pins it in the lock.
struct PluginInstallation {
  let store: PluginStore
  var lockFile: LockFile
  /// Where names of dependencies are looked up.
  var registries: [String]
  var agrees = false
  var allowsDowngrade = false

  /// What became of it, in one line.
  enum Outcome {
    case installed(PluginLock.Entry, before: PluginLock.Entry?)
    case unchanged(PluginLock.Entry)
  }

  /// Installs what was fetched, after the plugins it needs.
  mutating func install(_ fetched: PluginSource.Fetched) throws(PluginCommandProblem) -> [Outcome] {
    var open: Set<String> = []
    return try install(fetched, within: &open)
  }

  private mutating func install(
    _ fetched: PluginSource.Fetched, within open: inout Set<String>
  ) throws(PluginCommandProblem) -> [Outcome] {
    let sha256 = PluginFiles.sha256(fetched.archive)
    if let promised = fetched.promised, promised != sha256 {
      throw PluginCommandProblem(
        "the archive is not the one that the index lists", file: fetched.source,
        remedy: "the registry's keeper must run `workbench plugin index` again")
    }
    let description = try PluginInspection.describe(fetched.archive, place: fetched.source)
    let manifest = description.manifest
    guard open.insert(manifest.id).inserted else {
      throw PluginCommandProblem("plugins wait for each other: \(open.sorted().joined(separator: ", "))")
    }
    let current = lockFile.lock.entries.first { $0.id == manifest.id }
    let approvals = try store.approvals()
    let known = approvals.signer(of: manifest.id)
    let agreed = current.flatMap { approvals.capabilities(of: $0.sha256) }
    let check = UpdateCheck(
      current: current, agreed: agreed ?? [], knownSigner: known, allowsDowngrade: allowsDowngrade)
    let new: [Capability]
    do {
      new = try check.admit(manifest, sha256: sha256, signature: fetched.signature)
    } catch {
      throw PluginCommandProblem(error, place: fetched.source)
    }
    var outcomes = try installDependencies(of: manifest, of: fetched, within: &open)
    let entry = PluginLock.Entry(
      id: manifest.id, version: manifest.version, sha256: sha256, source: fetched.source,
      signer: fetched.signature?.signer)
    // A dependency may have asked meanwhile.
    var approvalsNow = try store.approvals()
    let isApproved = approvalsNow.covers(sha256: sha256, manifest.capabilities)
    if !isApproved { try agree(to: description, fetched, known: known, current: current, new: new) }
    approvalsNow.approve(sha256: sha256, manifest.capabilities)
    if let signer = fetched.signature?.signer { approvalsNow.trust(signer, for: manifest.id) }
    try store.keep(fetched.archive, fetched.signature, sha256: sha256)
    var installed = try store.installed().filter { $0.entry.id != manifest.id }
    installed.append(
      PluginStore.Installed(
        entry: entry, kind: manifest.kind, description: manifest.description,
        dependencies: manifest.dependencies.keys.sorted()))
    try store.write(installed)
    try store.write(approvalsNow)
    lockFile.lock.pin(entry)
    try lockFile.write()
    let isSame = current?.sha256 == sha256 && isApproved
    outcomes.append(isSame ? .unchanged(entry) : .installed(entry, before: current))
    return outcomes
  }

  private mutating func installDependencies(
    of manifest: PluginManifest, of fetched: PluginSource.Fetched, within open: inout Set<String>
  ) throws(PluginCommandProblem) -> [Outcome] {
    var outcomes: [Outcome] = []
    for (id, range) in manifest.dependencies.sorted(by: { $0.key < $1.key }) {
      if let pinned = lockFile.lock.entries.first(where: { $0.id == id }), range.contains(pinned.version) { continue }
      // A registry that has the plugin is likely to have what it needs.
      var places = registries
      if let hash = fetched.source.lastIndex(of: "#") { places.insert(String(fetched.source[..<hash]), at: 0) }
      let needed: PluginSource.Fetched
      do {
        needed = try PluginSource.fetch(id, registries: places)
      } catch {
        throw PluginCommandProblem(
          "'\(manifest.id)' needs the plugin '\(id)' (\(range)), which no registry has", file: fetched.source,
          remedy: "install it first")
      }
      outcomes += try install(needed, within: &open)
      guard let pinned = lockFile.lock.entries.first(where: { $0.id == id }), range.contains(pinned.version) else {
        throw PluginCommandProblem("'\(manifest.id)' needs '\(id)' in version \(range)", file: fetched.source)
      }
    }
    return outcomes
  }

  private func agree(
    to description: PluginDescription, _ fetched: PluginSource.Fetched, known: String?, current: PluginLock.Entry?,
    new: [Capability]
  ) throws(PluginCommandProblem) {
    let signature =
      switch (fetched.signature?.signer, known) {
      case (let signer?, nil): "signed by \(signer), seen for the first time"
      case (let signer?, _): "signed by \(signer), as before"
      case (nil, _): "unsigned"
      }
    Consent.show(Consent.summary(description, signature: signature, new: current == nil ? [] : new))
    if description.manifest.capabilities.isEmpty || agrees { return }
    // What it had before needs no second consent.
    if current != nil, new.isEmpty { return }
    guard Consent.canAsk else {
      throw PluginCommandProblem(
        "the plugin asks for capabilities, and there is no terminal to ask you on", file: fetched.source,
        remedy: "install it from a terminal, or pass --yes if you agree to what is listed above")
    }
    guard Consent.ask("Install it?") else { throw PluginCommandProblem("not installed", file: fetched.source) }
  }
}
