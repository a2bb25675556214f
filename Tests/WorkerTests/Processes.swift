import Foundation
import Testing

/// Runs a program to its end; its exit status and all it printed.
func runProgram(_ path: String, _ arguments: [String]) throws -> (status: Int32, text: String) {
  let process = Process()
  let pipe = Pipe()
  process.executableURL = URL(fileURLWithPath: path)
  process.arguments = arguments
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: data, as: UTF8.self))
}

/// A file about a process in /proc.
func procFile(_ process: Int32, _ name: String) throws -> String {
  try String(contentsOfFile: "/proc/\(process)/\(name)", encoding: .utf8)
}

/// Whether the process is there and not merely waiting to be reaped.
func isAlive(_ process: Int32) -> Bool {
  guard let stat = try? procFile(process, "stat") else { return false }
  return stat.split(separator: ")").last?.hasPrefix(" Z") == false
}
