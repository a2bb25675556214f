import WorkbenchCommands

@main struct Workbench {
  static func main() { WorkbenchCommand.start() }
}
