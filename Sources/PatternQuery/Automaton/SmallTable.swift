/// Values with numbers in order of their first appearance: few are looked through, many are hashed.
///
/// Most queries have a handful of states, and making a hash table of them costs more than all the rest.
struct SmallTable<Value: Hashable> {
  private var values: [Value] = []
  private var numbers: [Value: Int] = [:]
  private static var few: Int { 12 }

  init(_ values: [Value] = []) { self.values = values }

  /// The number of `value`, which is added when it is new.
  mutating func number(of value: Value) -> Int {
    if values.count < Self.few {
      if let known = values.firstIndex(of: value) { return known }
    } else {
      if numbers.isEmpty { for (number, value) in values.enumerated() { numbers[value] = number } }
      if let known = numbers[value] { return known }
      numbers[value] = values.count
    }
    values.append(value)
    return values.count - 1
  }

  /// Adds `value`; `false` when it is there already.
  mutating func insert(_ value: Value) -> Bool {
    let count = values.count
    return number(of: value) == count
  }
}
