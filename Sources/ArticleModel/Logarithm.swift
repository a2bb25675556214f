/// Logarithms by additions, multiplications and divisions alone, without the C library, whose last digit differs between
/// machines.
public enum Logarithm {
  /// ln 2.
  private static let naturalOfTwo = 0.693_147_180_559_945_3

  /// The logarithm to base 2.
  public static func binary(_ value: Double) -> Double { natural(value) / naturalOfTwo }

  /// The natural logarithm, by the series of the inverse hyperbolic tangent.
  public static func natural(_ value: Double) -> Double {
    guard value > 0 else { return -.infinity }
    var mantissa = value.significand
    var exponent = Double(value.exponent)
    if mantissa > 1.414_213_562_373_095_1 {
      mantissa /= 2
      exponent += 1
    }
    let ratio = (mantissa - 1) / (mantissa + 1)
    let square = ratio * ratio
    var sum = 0.0
    var divisor = 25.0
    while divisor >= 1 {
      sum = sum * square + 1 / divisor
      divisor -= 2
    }
    return exponent * naturalOfTwo + 2 * ratio * sum
  }
}
