package io.xiaodan.exchange;

import io.xiaodan.exchange.sheet.SheetCells;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** What a sheet that is to come back carries besides what people see. */
final class Living {

  /** Headers of its hidden columns: the record, its revision, and a sum of the row's cells. */
  static final String ID = "_id";

  static final String REV = "_rev";
  static final String SUM = "_sum";

  /** How many they are. */
  static final int COLUMNS = 3;

  /** The hidden sheet that says what the columns are and which records went out. */
  static final String FACTS = "_xiaodan";

  /** Most records that go out to come back. */
  static final int MOST = 50_000;

  private Living() {}

  /** A sum by which a row is known to have come back as it went out. */
  static String sum(List<? extends @Nullable Object> cells) {
    CRC32C sum = new CRC32C();
    for (Object cell : cells) {
      sum.update(SheetCells.text(cell).strip().getBytes(StandardCharsets.UTF_8));
      sum.update(0x1F);
    }
    return Long.toHexString(sum.getValue());
  }
}
