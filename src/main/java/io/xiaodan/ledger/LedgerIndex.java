package io.xiaodan.ledger;

import io.xiaodan.blueprint.Blueprint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which ledgers a form posts to.
 *
 * @param byForm what each form posts, by form
 */
record LedgerIndex(Map<String, List<Source>> byForm) {

  /** What a form posts to one ledger. */
  record Source(Ledger ledger, List<Posting.OfRecords> postings) {}

  static LedgerIndex of(Blueprint blueprint) {
    Map<String, List<Source>> byForm = new LinkedHashMap<>();
    for (Ledger ledger : blueprint.all(Ledger.TYPE).values()) {
      ledger.postings().stream()
          .filter(Posting.OfRecords.class::isInstance)
          .map(posting -> ((Posting.OfRecords) posting).form())
          .distinct()
          .forEach(form ->
              byForm
                  .computeIfAbsent(form, key -> new ArrayList<>())
                  .add(new Source(ledger, ledger.of(form))));
    }
    return new LedgerIndex(byForm);
  }

  List<Source> of(String form) {
    return byForm.getOrDefault(form, List.of());
  }
}
