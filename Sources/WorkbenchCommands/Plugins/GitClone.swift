import Glibc
import PluginKit

/// A copy of a git repository in a temporary folder, which goes with it.
///
/// Only the transports https, ssh and file are allowed, no hook and no filter runs, submodules stay away, and no
/// configuration of the user or the machine takes part.
final class GitClone {
  let path: String

  /// Whether `source` names a repository.
  static func isRepository(_ source: String) -> Bool {
    for scheme in ["https://", "ssh://", "file://", "git@"] where source.hasPrefix(scheme) { return true }
    if source.hasSuffix(".git") { return true }
    // A bare repository, or one that holds no plugin at its top for `PluginFolder`.
    return Folder.exists(source + "/objects") && Folder.exists(source + "/refs")
  }

  /// Copies what `source` points at; `revision` is a branch or a tag.
  init(_ source: String, revision: String?) throws(PluginCommandProblem) {
    var template = Array("\(UserFolders.environment("TMPDIR") ?? "/tmp")/workbench-plugin-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw PluginCommandProblem("no temporary folder can be made: \(String(cString: strerror(errno)))")
    }
    path = String(cString: made)
    var arguments = [
      "git", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never", "-c", "protocol.https.allow=always",
      "-c", "protocol.ssh.allow=always", "-c", "protocol.file.allow=always", "-c", "core.symlinks=false",
      "-c", "core.fsmonitor=false", "-c", "submodule.recurse=false", "-c", "filter.lfs.smudge=",
      "-c", "filter.lfs.process=", "-c", "filter.lfs.required=false", "-c", "advice.detachedHead=false",
      "clone", "--quiet", "--depth", "1", "--no-tags", "--no-recurse-submodules", "--template=", "--single-branch",
    ]
    if let revision { arguments += ["--branch=\(revision)"] }
    arguments += ["--", source, path + "/repository"]
    let status = Self.run(arguments)
    guard status == 0 else {
      Self.remove(path)
      throw PluginCommandProblem(
        status == 127 ? "git is not installed" : "git could not copy the repository", file: source,
        remedy: status == 127
          ? "install it, or give an archive or a folder" : "check the address; transports are https, ssh and file")
    }
  }

  deinit { Self.remove(path) }

  /// The folder of the working tree.
  var tree: String { path + "/repository" }

  private static func run(_ arguments: [String]) -> Int32 {
    var environment = [
      "GIT_ALLOW_PROTOCOL=https:ssh:file", "GIT_TERMINAL_PROMPT=0", "GIT_CONFIG_NOSYSTEM=1",
      "GIT_CONFIG_GLOBAL=/dev/null", "GIT_OPTIONAL_LOCKS=0", "GIT_LFS_SKIP_SMUDGE=1", "LC_ALL=C",
    ]
    // What ssh and proxies need, and nothing else.
    for name in ["PATH", "HOME", "SSH_AUTH_SOCK", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"] {
      if let value = UserFolders.environment(name) { environment.append("\(name)=\(value)") }
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    let argv = arguments.map { strdup($0) } + [nil]
    let envp = environment.map { strdup($0) } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var process: pid_t = 0
    guard posix_spawnp(&process, "git", &actions, nil, argv, envp) == 0 else { return 127 }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 1
  }

  /// Removes a folder of ours and all in it; links are removed, not followed.
  private static func remove(_ path: String) {
    if let names = try? PluginFolder.names(in: path) {
      for name in names {
        let inner = path + "/" + name
        var status = stat()
        guard lstat(inner, &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR { remove(inner) } else { unlink(inner) }
      }
    }
    rmdir(path)
  }
}
