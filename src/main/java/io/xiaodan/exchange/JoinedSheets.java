package io.xiaodan.exchange;

import io.xiaodan.exchange.sheet.SheetInfo;
import io.xiaodan.exchange.sheet.SheetJoin;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Heads on one sheet and their line items on another become a sheet more of the uploaded file, on
 * which everything else works as on any other.
 */
@Component
public class JoinedSheets {

  private static final int LOOKED_AT = 60;

  private final StagedFiles files;

  JoinedSheets(StagedFiles files) {
    this.files = files;
  }

  /**
   * One of the two sheets.
   *
   * @param sheet its number, from 0
   * @param header number of the row that names its columns, from 1; null to guess it
   */
  public record Side(int sheet, @Nullable Integer header) {}

  /**
   * Joins two sheets by a column that has the same name in both.
   *
   * @param link name of that column; null for the first
   * @return the file with the joined sheet as its last
   * @throws io.xiaodan.kernel.ProblemException not found; invalid for sheets without such a column,
   *     heads that cannot be told apart and line items without a head
   */
  public StagedFile join(Actor actor, UUID id, Side head, Side lines, @Nullable String link) {
    StagedFile file = files.find(actor, id);
    if (head.sheet == lines.sheet) {
      throw refused("exchange.join_same");
    }
    Named heads = named(file, head);
    Named items = named(file, lines);
    String by = link == null ? SheetJoin.common(heads.names, items.names) : link;
    if (by == null || !heads.names.contains(by) || !items.names.contains(by)) {
      throw refused("exchange.join_column");
    }
    String name = heads.name + " + " + items.name;
    try {
      SheetInfo joined =
          SheetJoin.join(
              side(file, head, heads, by),
              side(file, lines, items, by),
              name,
              files.text(id, file.sheets().size()));
      return files.add(file, joined);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Named(String name, int header, List<String> names) {}

  private Named named(StagedFile file, Side side) {
    if (side.sheet < 0 || side.sheet >= file.sheets().size()) {
      throw Problem.of(ProblemKind.NOT_FOUND, "exchange.no_sheet").exception();
    }
    List<List<String>> rows = files.rows(file.id(), side.sheet, LOOKED_AT);
    int header = side.header == null ? HeaderGuess.of(rows) : side.header;
    if (header < 1 || header > rows.size()) {
      throw Problem.of(ProblemKind.MALFORMED, "exchange.header_row", "rows", rows.size())
          .exception();
    }
    return new Named(
        file.sheets().get(side.sheet).name(),
        header,
        rows.get(header - 1).stream().map(String::strip).toList());
  }

  private SheetJoin.Side side(StagedFile file, Side side, Named named, String link) {
    return new SheetJoin.Side(
        files.text(file.id(), side.sheet), named.header, named.names.indexOf(link));
  }

  private static RuntimeException refused(String code) {
    return Problem.invalid(List.of(Violation.at("lines", Message.of(code)))).exception();
  }
}
