package io.xiaodan.ledger;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.FormulaException;
import io.xiaodan.expression.Values;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.JobOrder;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Change;
import io.xiaodan.record.ChangeKind;
import io.xiaodan.record.Contribution;
import io.xiaodan.record.OneStatement;
import io.xiaodan.record.Participant;
import io.xiaodan.record.StoredRecord;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Works out what a change posts, after flows have set their fields, and posts it with the change.
 * Takes part in every write, those of history included: a balance is the sum of all records.
 */
@Component
class LedgerParticipant implements Participant {

  private final LoadingCache<Blueprint, LedgerIndex> indexes =
      Caffeine.newBuilder().weakKeys().build(LedgerIndex::of);

  private final LimitRefusals refusals;
  private final BalanceFeeds feeds;
  private final Workspace workspace;
  private final JsonMapper json;
  private final Clock clock;

  LedgerParticipant(
      LimitRefusals refusals,
      BalanceFeeds feeds,
      Workspace workspace,
      JsonMapper json,
      Clock clock) {
    this.refusals = refusals;
    this.feeds = feeds;
    this.workspace = workspace;
    this.json = json;
    this.clock = clock;
  }

  LedgerIndex index(Blueprint blueprint) {
    return indexes.get(blueprint);
  }

  @Override
  public int order() {
    return 40;
  }

  @Override
  public boolean seesEveryWrite() {
    return true;
  }

  @Override
  public @Nullable Contribution consider(Change change) {
    List<LedgerIndex.Source> sources = index(change.blueprint()).of(change.form().key());
    if (sources.isEmpty()) {
      return null;
    }
    Map<String, List<Entry>> posted = new LinkedHashMap<>();
    List<Violation> violations = new ArrayList<>();
    List<JobOrder<BalanceFeeds.Payload>> orders = new ArrayList<>();
    for (LedgerIndex.Source source : sources) {
      List<Entry> before = before(change, source);
      List<Entry> after = after(change, source, violations);
      List<Entry> moved = moved(before, after);
      if (!moved.isEmpty()) {
        posted.put(source.ledger().key(), after);
        orders.addAll(feeds.orders(change, source.ledger().key(), moved));
      }
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations).exception();
    }
    return posted.isEmpty() ? null : new Posted(change, posted, orders);
  }

  private static List<Entry> before(Change change, LedgerIndex.Source source) {
    StoredRecord before = change.before();
    Values values = change.valuesBefore();
    return before == null || values == null || before.deletedAt() != null
        ? List.of()
        : entries(change, source, values, new ArrayList<>());
  }

  private static List<Entry> after(
      Change change, LedgerIndex.Source source, List<Violation> violations) {
    StoredRecord before = change.before();
    boolean binned =
        switch (change.kind()) {
          case CREATED, RESTORED -> false;
          case DELETED -> true;
          case UPDATED -> before != null && before.deletedAt() != null;
        };
    if (binned) {
      return List.of();
    }
    Values after = change.valuesAfter();
    Values values =
        before == null
            ? after
            : name ->
                switch (name) {
                  case "created_at" -> before.createdAt();
                  case "created_by" -> before.createdBy().toString();
                  default -> after.get(name);
                };
    return entries(change, source, values, violations);
  }

  private static List<Entry> entries(
      Change change, LedgerIndex.Source source, Values values, List<Violation> violations) {
    try {
      PostedEntries posted =
          PostedEntries.of(
              source.ledger(), source.postings(), change.id(), values, change.environment());
      violations.addAll(posted.violations());
      return posted.entries();
    } catch (FormulaException e) {
      Message message = FormulaReader.message(e.errors().getFirst(), source.ledger().key());
      throw Problem.invalid(List.of(new Violation(message, null, null, null))).exception();
    }
  }

  /**
   * What was posted and is not, and the other way round; rows that changed places post the same.
   */
  private static List<Entry> moved(List<Entry> before, List<Entry> after) {
    Set<Object> old = before.stream().map(Entry::identity).collect(Collectors.toSet());
    Set<Object> fresh = after.stream().map(Entry::identity).collect(Collectors.toSet());
    List<Entry> moved = new ArrayList<>();
    before.stream().filter(entry -> !fresh.contains(entry.identity())).forEach(moved::add);
    after.stream().filter(entry -> !old.contains(entry.identity())).forEach(moved::add);
    return moved;
  }

  /** Everything that is posted in one statement, whatever number of records it writes. */
  private static final class Together implements OneStatement.Shared {
    private final LedgerPost post;

    Together(LedgerPost post) {
      this.post = post;
    }

    @Override
    public void finish(OneStatement statement) {
      statement.call(post.call());
    }
  }

  private final class Posted implements Contribution {
    private final Change change;
    private final Map<String, List<Entry>> posted;
    private final List<JobOrder<BalanceFeeds.Payload>> orders;

    Posted(
        Change change,
        Map<String, List<Entry>> posted,
        List<JobOrder<BalanceFeeds.Payload>> orders) {
      this.change = change;
      this.posted = posted;
      this.orders = orders;
    }

    @Override
    public void committed() {
      if (!orders.isEmpty()) {
        feeds.jobs().wake();
      }
    }

    @Override
    public void write(OneStatement statement) {
      Together together = statement.shared(Together.class, () -> new Together(post()));
      posted.forEach((ledger, entries) -> {
        if (change.kind() == ChangeKind.CREATED) {
          together.post.putNew(ledger, change.form().key(), change.id(), entries);
        } else {
          together.post.put(ledger, change.form().key(), change.id(), entries);
        }
      });
      if (!orders.isEmpty()) {
        statement.add(feeds.jobs().insertFragment(orders));
      }
    }

    private LedgerPost post() {
      return new LedgerPost(
          workspace, json, clock.instant().atZone(workspace.zone()).toLocalDate(), true);
    }

    @Override
    public boolean joinsOthers() {
      return true;
    }

    @Override
    public @Nullable ProblemException refusal(String what, String detail) {
      Ledger ledger = change.blueprint().find(Ledger.TYPE, what).orElse(null);
      if (ledger == null) {
        return Problem.of(ProblemKind.CONFLICT, "ledger.changed").exception();
      }
      return refusals.problem(change, ledger, posted, detail).exception();
    }
  }
}
