import Glibc
import Testing

@Suite("The program on its own")
struct RelocationTests {
  @Test("Moved to an empty folder, with the checkout hidden, the program runs brief.lua")
  func movedBinary() {
    let folder = TemporaryFolder()
    let copy =
      "cp '\(Program.products)/workbench' '\(folder.path)/workbench' && cp '\(Program.root)/Scripts/brief.lua' '\(folder.path)/'"
    #expect(system(copy) == 0)
    folder.file("article.txt", shortArticle)
    // A namespace of its own, in which an empty file system lies over the checkout.
    let hide =
      "mount -t tmpfs none '\(Program.root)' && cd '\(folder.path)' && ls -A '\(Program.root)' > hidden.txt && "
    let run = "./workbench run brief.lua article.txt > out.txt 2> err.txt"
    let isHidden = system("unshare -rm true 2>/dev/null") == 0
    let command = isHidden ? "unshare -rm sh -c \"\(hide)\(run)\"" : "cd '\(folder.path)' && \(run)"
    if !isHidden { print("the checkout could not be hidden here: this system allows no mount namespaces") }
    #expect(system(command) == 0, "\(TemporaryFolder.read(folder.path + "/err.txt"))")
    #expect(TemporaryFolder.read(folder.path + "/hidden.txt").isEmpty)
    #expect(TemporaryFolder.read(folder.path + "/out.txt").contains("2025-03-04"))
  }

  @Test("An installation has the program, its scripts, completions for three shells and the manual page")
  func layout() {
    let folder = TemporaryFolder()
    let result = system(
      "'\(Program.root)/Packaging/lay-out.sh' '\(Program.products)/workbench' '\(folder.path)/p' > /dev/null")
    #expect(result == 0)
    for file in [
      "bin/workbench", "share/workbench/Scripts/brief.lua", "share/workbench/Examples/communique.txt",
      "share/man/man1/workbench.1", "share/bash-completion/completions/workbench",
      "share/zsh/site-functions/_workbench", "share/fish/vendor_completions.d/workbench.fish",
    ] {
      #expect(access("\(folder.path)/p/\(file)", R_OK) == 0, "\(file)")
      #expect(!TemporaryFolder.read("\(folder.path)/p/\(file)").isEmpty || file == "bin/workbench", "\(file)")
    }
  }
}
