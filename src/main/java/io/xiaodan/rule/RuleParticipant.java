package io.xiaodan.rule;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.xiaodan.action.Chains;
import io.xiaodan.action.Refuse;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.FormulaException;
import io.xiaodan.expression.Values;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.Change;
import io.xiaodan.record.Contribution;
import io.xiaodan.record.Participant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides which rules a change sets off, in memory, on the values before and after it. */
@Component
class RuleParticipant implements Participant {

  /** Rules may set off one another so often; what goes beyond is taken for a circle. */
  static final int DEEPEST = 8;

  /** The index of a blueprint lives as long as the blueprint. */
  private final LoadingCache<Blueprint, RuleIndex> indexes =
      Caffeine.newBuilder().weakKeys().build(RuleIndex::of);

  private final Chains chains;
  private final RunWriter writer;

  RuleParticipant(Chains chains, RunWriter writer) {
    this.chains = chains;
    this.writer = writer;
  }

  /**
   * A rule that a change sets off.
   *
   * @param error why it cannot run; null when it can
   */
  record Match(Rule rule, @Nullable Message error) {}

  @Override
  public int order() {
    return 30;
  }

  @Override
  public @Nullable Contribution consider(Change change) {
    List<Rule> candidates = indexes.get(change.blueprint()).candidates(change);
    if (candidates.isEmpty()) {
      return null;
    }
    List<Match> matches = matches(change, candidates);
    refuse(change, matches);
    matches = matches.stream().filter(match -> match.rule().refusal() == null).toList();
    if (matches.isEmpty()) {
      return null;
    }
    int depth = 1 + chains.depth(change.actor());
    if (depth > DEEPEST) {
      Message cut = Message.of("rule.chain_cut", "depth", DEEPEST);
      matches = matches.stream().map(match -> new Match(match.rule(), cut)).toList();
    }
    return writer.contribution(change, matches, depth);
  }

  /**
   * Tells everything that keeps the change from being saved at once. A condition that cannot be
   * decided does not: it is in the log of the other rules.
   */
  private static void refuse(Change change, List<Match> matches) {
    List<Violation> violations = new ArrayList<>();
    for (Match match : matches) {
      Refuse refusal = match.rule().refusal();
      if (refusal != null && match.error() == null) {
        violations.add(refusal.violation(values(change), change.environment()));
      }
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations).exception();
    }
  }

  private static Values values(Change change) {
    Values after = change.valuesAfter();
    Values before = change.valuesBefore();
    return name -> name.equals("before") ? before : after.get(name);
  }

  private static List<Match> matches(Change change, List<Rule> candidates) {
    Values values = values(change);
    List<Match> matches = new ArrayList<>();
    for (Rule rule : candidates) {
      try {
        if (rule.when() == null || rule.when().test(values, change.environment())) {
          matches.add(new Match(rule, null));
        }
      } catch (FormulaException e) {
        String text = rule.when() == null ? "" : rule.when().text();
        matches.add(new Match(rule, FormulaReader.message(e.errors().getFirst(), text)));
      }
    }
    return matches;
  }
}
