package io.xiaodan.report;

import io.xiaodan.record.RecordFeed;
import io.xiaodan.report.query.Partial;
import io.xiaodan.report.query.Parts;
import io.xiaodan.report.query.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The groups of each stretch of a source, kept so that a change of some records costs the reading
 * of their stretches and not of everything. Not for use by several threads at once.
 */
final class KeptParts {

  /** Records of a stretch: some milliseconds of reading. */
  static final int RECORDS = 10_000;

  /** When so many groups would have to be kept, they are not. */
  private static final int MOST_GROUPS = 50_000;

  private static final int WITHOUT_ID = -1;

  private final GroupReader reader;
  private final FormChanges changes;
  private final int records;
  private final Map<Integer, List<List<@Nullable String>>> stretches = new HashMap<>();
  private List<String> bounds = List.of();
  private @Nullable Map<String, Long> seen;
  private int made;

  KeptParts(GroupReader reader, FormChanges changes, int records) {
    this.reader = reader;
    this.changes = changes;
    this.records = records;
  }

  /**
   * The answer as it is now, reading no more than what changed since the last call.
   *
   * @param now counts of changes that were read before
   * @return empty when there are too many groups to keep
   */
  Optional<Groups> follow(Statement statement, Parts parts, Map<String, Long> now) {
    return reader.together(() -> {
      Set<UUID> changed = changed(statement, now);
      Set<Integer> touched = changed == null ? null : touched(parts, changed);
      if (touched == null || touched.size() > 1 + stretches.size() / 3) {
        readAll(parts);
      } else {
        touched.forEach(
            stretch -> stretches.put(stretch, reader.texts(parts.part(bounds, stretch))));
      }
      seen = now;
      return groups() > MOST_GROUPS
          ? Optional.empty()
          : Optional.of(reader.groups(parts.whole(merged(parts))));
    });
  }

  /** How many groups are kept. */
  int groups() {
    return stretches.values().stream().mapToInt(List::size).sum();
  }

  /**
   * The records of the source that changed; null when that is not known, or not all that matters.
   * What others refer to matters when it changes, not when it is made: nobody refers to it yet.
   */
  private @Nullable Set<UUID> changed(Statement statement, Map<String, Long> now) {
    Map<String, Long> before = seen;
    if (before == null || made > 3 * records) {
      return null;
    }
    Set<UUID> changed = Set.of();
    for (String form : statement.forms()) {
      Optional<List<RecordFeed.Change>> some =
          changes.between(form, before.getOrDefault(form, 0L), now.getOrDefault(form, 0L));
      boolean source = form.equals(statement.source());
      if (some.isEmpty() || (!source && !some.get().stream().allMatch(KeptParts::isNew))) {
        return null;
      }
      if (source) {
        made += (int) some.get().stream().filter(KeptParts::isNew).count();
        changed = some.get().stream().map(RecordFeed.Change::id).collect(Collectors.toSet());
      }
    }
    return changed;
  }

  private static boolean isNew(RecordFeed.Change change) {
    return change.kind().equals("created");
  }

  private Set<Integer> touched(Parts parts, Set<UUID> changed) {
    return changed.isEmpty()
        ? Set.of()
        : reader.texts(parts.touched(changed)).stream()
            .map(row -> stretch(row.getFirst()))
            .collect(Collectors.toSet());
  }

  /** Ids as text have the order that PostgreSQL gives them. */
  private int stretch(@Nullable String id) {
    if (id == null) {
      return WITHOUT_ID;
    }
    int at = Collections.binarySearch(bounds, id);
    return at >= 0 ? at + 1 : -at - 1;
  }

  private void readAll(Parts parts) {
    seen = null;
    bounds =
        reader.texts(parts.bounds(records)).stream()
            .map(row -> Objects.requireNonNull(row.getFirst()))
            .toList();
    stretches.clear();
    made = 0;
    for (List<@Nullable String> row : reader.texts(parts.everything(bounds))) {
      String stretch = row.getFirst();
      stretches
          .computeIfAbsent(
              stretch == null ? WITHOUT_ID : Integer.parseInt(stretch), key -> new ArrayList<>())
          .add(row.subList(1, row.size()));
    }
  }

  private Collection<List<@Nullable String>> merged(Parts parts) {
    int keys = parts.keys();
    List<Partial> partials = parts.partials();
    Map<List<@Nullable String>, List<@Nullable String>> merged = new LinkedHashMap<>();
    for (List<List<@Nullable String>> groups : stretches.values()) {
      for (List<@Nullable String> group : groups) {
        List<@Nullable String> key = group.subList(0, keys);
        List<@Nullable String> other = merged.get(key);
        merged.put(key, other == null ? group : both(group, other, keys, partials));
      }
    }
    if (keys == 0 && merged.isEmpty()) {
      List<@Nullable String> nothing = new ArrayList<>();
      partials.forEach(partial -> nothing.add(null));
      return List.of(nothing);
    }
    return merged.values();
  }

  private static List<@Nullable String> both(
      List<@Nullable String> one, List<@Nullable String> other, int keys, List<Partial> partials) {
    List<@Nullable String> both = new ArrayList<>(one.subList(0, keys));
    for (int i = 0; i < partials.size(); i++) {
      both.add(partials.get(i).of(one.get(keys + i), other.get(keys + i)));
    }
    return both;
  }
}
