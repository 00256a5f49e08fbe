package io.xiaodan.exchange;

import io.xiaodan.kernel.Label;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which field each column of a sheet is probably meant for. */
final class PlanGuess {

  private static final int EXACT = 110;
  private static final int SAME = 100;
  private static final int REMEMBERED = 120;
  private static final int PART = 60;
  private static final int LEAST_PART = 2;

  private final List<PlanFields.Target> fields;
  private final Map<String, ImportPlan.Column> remembered;

  /**
   * @param remembered what became of columns before, by their name
   */
  PlanGuess(List<PlanFields.Target> fields, Map<String, ImportPlan.Column> remembered) {
    this.fields = fields;
    this.remembered = remembered;
  }

  private record Match(int column, PlanFields.Target field, int score) {}

  /** The columns that go somewhere, each field used once. */
  List<ImportPlan.Column> columns(List<String> headers) {
    List<Match> matches = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      for (PlanFields.Target field : fields) {
        int score = score(headers.get(i), field);
        if (score > 0) {
          matches.add(new Match(i, field, score));
        }
      }
    }
    matches.sort(Comparator.comparingInt(Match::score).reversed());
    Set<Integer> taken = new HashSet<>();
    Set<String> used = new HashSet<>();
    Map<Integer, ImportPlan.Column> found = new LinkedHashMap<>();
    Set<String> lines = new HashSet<>();
    for (Match match : matches) {
      PlanFields.Target field = match.field;
      boolean otherLines =
          field.lines() != null && !lines.isEmpty() && !lines.contains(field.lines().key());
      if (otherLines || taken.contains(match.column) || used.contains(field.key())) {
        continue;
      }
      taken.add(match.column);
      used.add(field.key());
      if (field.lines() != null) {
        lines.add(field.lines().key());
      }
      found.put(match.column, column(headers.get(match.column), match));
    }
    for (int i = 0; i < headers.size() && !lines.isEmpty(); i++) {
      if (!found.containsKey(i) && RecordNumber.isHeader(headers.get(i))) {
        found.put(
            i, new ImportPlan.Column(i, headers.get(i), RecordNumber.FIELD, List.of(), false));
        break;
      }
    }
    return found.values().stream()
        .sorted(Comparator.comparingInt(ImportPlan.Column::index))
        .toList();
  }

  private ImportPlan.Column column(String header, Match match) {
    ImportPlan.Column before = remembered.get(header);
    List<String> by = match.field.by().stream().map(PlanFields.Name::key).toList();
    if (before == null || !before.field().equals(match.field.key())) {
      return new ImportPlan.Column(match.column, header, match.field.key(), by, false);
    }
    return new ImportPlan.Column(
        match.column,
        header,
        match.field.key(),
        !before.by().isEmpty() && by.containsAll(before.by()) ? before.by() : by,
        before.create() && match.field.create());
  }

  private int score(String header, PlanFields.Target target) {
    ImportPlan.Column before = remembered.get(header);
    if (before != null) {
      return before.field().equals(target.key()) ? REMEMBERED : 0;
    }
    String wanted = bare(header);
    Label own = target.field().label();
    int best = 0;
    for (String name :
        List.of(
            target.label().zh(),
            target.label().en(),
            target.key(),
            own.zh(),
            own.en(),
            target.field().key())) {
      best = Math.max(best, name.equals(header) ? EXACT : score(wanted, bare(name)));
    }
    // A column of the head is the more likely one where both have the same name.
    return best == 0 ? 0 : best - (target.lines() == null ? 0 : 1);
  }

  private static int score(String header, String name) {
    if (header.equals(name)) {
      return SAME;
    }
    boolean part =
        Math.min(header.length(), name.length()) >= LEAST_PART
            && (header.contains(name) || name.contains(header));
    return part ? PART - Math.abs(header.length() - name.length()) : 0;
  }

  private static String bare(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[(\\[（【].*?[)\\]）】]", "")
        .replaceAll("[\\s*_:：.·-]", "")
        .replaceAll("(编号|号码)$", "号")
        .replaceAll("名称$", "名");
  }
}
