import ArticleModel

/// Measures of corpus linguistics, each after its published formula. All are reckoned from whole numbers by additions,
/// multiplications and divisions alone, so that every machine prints the same digits.
public enum CorpusStatistics {
  /// Log-likelihood ratio of a two-by-two table: how surely two things stand together more (or less) often than chance.
  ///
  /// G² = 2 Σ O ln(O / E); Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence", 1993. Above 3.84
  /// the chance is less than 5 %, above 10.83 less than 0.1 %. Negative where they stand together less often.
  /// - Parameters:
  ///   - together: observations of both.
  ///   - first: observations of the first, with or without the second.
  ///   - second: observations of the second.
  ///   - total: all observations.
  public static func logLikelihood(together: Int, first: Int, second: Int, total: Int) -> Double {
    guard total > 0 else { return 0 }
    let observed = [together, first - together, second - together, total - first - second + together]
    let rows = [first, first, total - first, total - first]
    let columns = [second, total - second, second, total - second]
    var sum = 0.0
    for cell in 0..<4 where observed[cell] > 0 {
      let expected = Double(rows[cell]) * Double(columns[cell]) / Double(total)
      if expected > 0 { sum += Double(observed[cell]) * Logarithm.natural(Double(observed[cell]) / expected) }
    }
    let isRarer = Double(together) * Double(total) < Double(first) * Double(second)
    return isRarer ? -2 * sum : 2 * sum
  }

  /// How typical a pair is, whatever the size of the corpus; 14 at most, 7 is strong.
  ///
  /// logDice = 14 + log₂(2 f(x,y) / (f(x) + f(y))); Rychlý, "A Lexicographer-Friendly Association Score", 2008.
  public static func logDice(together: Int, first: Int, second: Int) -> Double {
    guard together > 0 else { return 0 }
    return 14 + Logarithm.binary(2 * Double(together) / Double(first + second))
  }

  /// How surely a word is more frequent in one corpus than in another; negative where it is less.
  ///
  /// The two-cell form of G²; Rayson and Garside, "Comparing Corpora using Frequency Profiling", 2000.
  public static func keyness(_ count: Int, of total: Int, reference: Int, of referenceTotal: Int) -> Double {
    guard total > 0, referenceTotal > 0 else { return 0 }
    let share = Double(count + reference) / Double(total + referenceTotal)
    var sum = 0.0
    if count > 0 { sum += Double(count) * Logarithm.natural(Double(count) / (share * Double(total))) }
    if reference > 0 {
      sum += Double(reference) * Logarithm.natural(Double(reference) / (share * Double(referenceTotal)))
    }
    let isRarer = Double(count) * Double(referenceTotal) < Double(reference) * Double(total)
    return isRarer ? -2 * sum : 2 * sum
  }

  /// How many times as frequent a word is, as a power of two: 1 is twice, 2 four times.
  ///
  /// Hardie, "Log Ratio – an informal introduction", 2014; a count of zero counts as one half.
  public static func logRatio(_ count: Int, of total: Int, reference: Int, of referenceTotal: Int) -> Double {
    guard total > 0, referenceTotal > 0 else { return 0 }
    let first = (count == 0 ? 0.5 : Double(count)) / Double(total)
    let second = (reference == 0 ? 0.5 : Double(reference)) / Double(referenceTotal)
    return Logarithm.binary(first / second)
  }

  /// How unevenly something is spread over parts: 0 as the parts' sizes would have it, near 1 all in one small part.
  ///
  /// DP = ½ Σ |share of occurrences − share of tokens|; Gries, "Dispersions and adjusted frequencies in corpora", 2008.
  public static func deviationOfProportions(_ parts: [(count: Int, size: Int)]) -> Double {
    let total = parts.reduce(0) { $0 + $1.count }
    let size = parts.reduce(0) { $0 + $1.size }
    guard total > 0, size > 0 else { return 0 }
    return parts.reduce(0) { sum, part in
      let difference = Double(part.count) / Double(total) - Double(part.size) / Double(size)
      return sum + (difference < 0 ? -difference : difference)
    } / 2
  }

  /// `value` rounded to hundredths, halves away from zero, so that it prints the same everywhere.
  public static func rounded(_ value: Double) -> Double { (value * 100).rounded(.toNearestOrAwayFromZero) / 100 }
}
