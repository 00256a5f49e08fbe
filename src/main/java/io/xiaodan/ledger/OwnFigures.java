package io.xiaodan.ledger;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.FormulaException;
import io.xiaodan.record.Change;
import io.xiaodan.record.ChangeKind;
import io.xiaodan.record.Contribution;
import io.xiaodan.record.Participant;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Fills the fields that ledgers keep of a record, as it is made, with what it posts about itself:
 * nobody else can have posted about a record that was not there. So an order of before, which
 * counts as invoiced and paid, is written once and not again by what follows. Asked before rules,
 * so that they see these numbers.
 */
@Component
class OwnFigures implements Participant {

  /** A field with the postings of its own form that may lead to it. */
  private record Own(BalanceFeed feed, List<Posting.OfRecords> postings) {}

  private final BalanceFeeds feeds;
  private final LoadingCache<Blueprint, Map<String, List<Own>>> byForm =
      Caffeine.newBuilder().weakKeys().build(this::index);

  OwnFigures(BalanceFeeds feeds) {
    this.feeds = feeds;
  }

  private Map<String, List<Own>> index(Blueprint blueprint) {
    Map<String, List<Own>> index = new LinkedHashMap<>();
    for (BalanceFeed feed : feeds.all(blueprint)) {
      List<Posting.OfRecords> postings =
          feed.ledger().of(feed.form().key()).stream()
              .filter(posting -> feed.accounts().contains(posting.account()))
              .toList();
      if (!postings.isEmpty()) {
        index
            .computeIfAbsent(feed.form().key(), key -> new java.util.ArrayList<>())
            .add(new Own(feed, postings));
      }
    }
    return index;
  }

  @Override
  public int order() {
    return 25;
  }

  @Override
  public boolean seesEveryWrite() {
    return true;
  }

  @Override
  public @Nullable Contribution consider(Change change) {
    if (change.kind() == ChangeKind.CREATED) {
      for (Own own : byForm.get(change.blueprint()).getOrDefault(change.form().key(), List.of())) {
        fill(change, own);
      }
    }
    return null;
  }

  private static void fill(Change change, Own own) {
    BalanceFeed feed = own.feed();
    try {
      List<Entry> entries =
          PostedEntries.of(
                  feed.ledger(),
                  own.postings(),
                  change.id(),
                  change.valuesAfter(),
                  change.environment())
              .entries();
      BigDecimal sum = feed.sum(entries, change.id().toString());
      if (sum.signum() != 0 && !feed.isHeld(change.after(feed.field().key()), sum)) {
        change.set(feed.field().key(), sum);
      }
    } catch (FormulaException _) {
      // What cannot be computed is refused, with its place, where it is posted.
      return;
    }
  }
}
