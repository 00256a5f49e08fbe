package io.xiaodan.reconcile.match;

/**
 * How matches are made.
 *
 * @param threshold confidence from which a match needs nobody's consent
 * @param tolerance cents that a payment may differ and still settle
 * @param together most items one payment is looked for in
 */
public record MatchSettings(int threshold, long tolerance, int together) {

  /** No match below 90 by itself, five cents, up to four items. */
  public static MatchSettings standard() {
    return new MatchSettings(90, 5, 4);
  }
}
