package io.xiaodan.ledger;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.ArtifactKind;
import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.kernel.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Compiles ledgers against the forms that post to them; a ledger that another posts to comes after
 * it, so that the order of the compiled ones is the order in which they are written.
 */
@Component
class LedgerKind implements ArtifactKind<Ledger> {

  @Override
  public ArtifactType<Ledger> type() {
    return Ledger.TYPE;
  }

  @Override
  public int order() {
    return 15;
  }

  @Override
  public Map<String, Ledger> compile(
      SequencedMap<String, JsonNode> documents, Compilation compilation) {
    Map<String, Ledger> ledgers = new LinkedHashMap<>();
    for (String key : sorted(documents, compilation)) {
      Ledger ledger =
          new LedgerReader(
                  compilation,
                  new ArtifactId(Ledger.TYPE.kind(), key),
                  java.util.Objects.requireNonNull(documents.get(key)),
                  ledgers)
              .read();
      if (ledger != null) {
        ledgers.put(key, ledger);
      }
    }
    BalanceFeed.check(compilation, ledgers);
    FigureFields.check(compilation, ledgers);
    return ledgers;
  }

  private static List<String> sorted(
      SequencedMap<String, JsonNode> documents, Compilation compilation) {
    Set<String> done = new LinkedHashSet<>();
    Set<String> circular = new HashSet<>();
    for (String key : new java.util.TreeSet<>(documents.keySet())) {
      visit(key, documents, done, new ArrayDeque<>(), circular);
    }
    circular.forEach(key ->
        compilation.error(
            new ArtifactId(Ledger.TYPE.kind(), key),
            "postings",
            Message.of("ledger.circle", "ledger", key)));
    return new ArrayList<>(done);
  }

  private static void visit(
      String key,
      Map<String, JsonNode> documents,
      Set<String> done,
      Deque<String> way,
      Set<String> circular) {
    JsonNode document = documents.get(key);
    if (document == null || done.contains(key)) {
      return;
    }
    if (way.contains(key)) {
      circular.add(key);
      return;
    }
    way.push(key);
    for (JsonNode posting : document.path("postings")) {
      if (posting.has("ledger")) {
        visit(posting.path("ledger").asString(), documents, done, way, circular);
      }
    }
    way.pop();
    done.add(key);
  }
}
