package io.xiaodan.reconcile.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the customer behind what a bank calls the payer. */
final class PayerIndex {

  private static final int SHORTEST_SIMILAR = 6;

  /** How a payer is known. */
  enum How {
    NAME,
    ALIAS,
    ACCOUNT,
    SIMILAR
  }

  /** Who it is, and how that is known. */
  record Known(String customer, How how) {
    /** Whether it is beyond doubt. */
    boolean isSure() {
      return how != How.SIMILAR;
    }
  }

  private final Map<String, Set<String>> names = new HashMap<>();
  private final Map<String, Set<String>> aliases = new HashMap<>();
  private final Map<String, Set<String>> accounts = new HashMap<>();
  private final Map<String, List<String>> parts = new HashMap<>();

  PayerIndex(Collection<Payer> payers) {
    for (Payer payer : payers) {
      add(names, Names.plain(payer.name()), payer.id());
      payer.aliases().forEach(alias -> add(aliases, Names.plain(alias), payer.id()));
      payer.accounts().forEach(account -> add(accounts, Names.plain(account), payer.id()));
    }
    names
        .keySet()
        .forEach(name ->
            halves(name)
                .forEach(half -> parts.computeIfAbsent(half, _ -> new ArrayList<>()).add(name)));
  }

  private static void add(Map<String, Set<String>> to, String key, String id) {
    if (!key.isEmpty()) {
      to.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(id);
    }
  }

  /** The customer; null where nobody, or more than one, can be meant. */
  @Nullable Known find(String payer, String account) {
    String name = Names.plain(payer);
    @Nullable String found = only(names.get(name));
    if (found != null) {
      return new Known(found, How.NAME);
    }
    found = only(aliases.get(name));
    if (found != null) {
      return new Known(found, How.ALIAS);
    }
    found = only(accounts.get(Names.plain(account)));
    if (found != null) {
      return new Known(found, How.ACCOUNT);
    }
    return names.containsKey(name) || aliases.containsKey(name) ? null : similar(name);
  }

  private static @Nullable String only(@Nullable Set<String> ids) {
    return ids == null || ids.size() != 1 ? null : ids.iterator().next();
  }

  /** Names one slip away share a half with what was typed. */
  private @Nullable Known similar(String name) {
    if (name.length() < SHORTEST_SIMILAR) {
      return null;
    }
    Set<String> near = new LinkedHashSet<>();
    for (String half : halves(name)) {
      for (String known : parts.getOrDefault(half, List.of())) {
        if (Names.differByOne(name, known)
            || (known.startsWith(name) && name.length() * 2 > known.length())) {
          near.addAll(names.getOrDefault(known, Set.of()));
        }
      }
    }
    @Nullable String found = only(near);
    return found == null ? null : new Known(found, How.SIMILAR);
  }

  /** What a slip leaves alone: the beginning or the end. */
  private static List<String> halves(String name) {
    int half = Math.min(name.length() / 2, 3);
    return half == 0
        ? List.of()
        : List.of("<" + name.substring(0, half), ">" + name.substring(name.length() - half));
  }
}
