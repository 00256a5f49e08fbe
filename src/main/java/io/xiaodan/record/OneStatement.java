package io.xiaodan.record;

import io.xiaodan.platform.SqlFragment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Several writes as one SQL statement, so that they take one round trip and commit or fail
 * together.
 *
 * <p>Each write becomes a {@code WITH} part. All parts see the database as it was before the
 * statement; two parts must not write the same row. A guarded part must touch exactly one row, or
 * the whole statement fails with SQLSTATE {@code XD409} and the guard's name.
 */
public final class OneStatement {

  private final List<String> parts = new ArrayList<>();
  private final List<String> guards = new ArrayList<>();
  private final List<@Nullable Object> binds = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private final List<@Nullable Object> callBinds = new ArrayList<>();
  private final Map<Class<?>, Shared> shared = new LinkedHashMap<>();

  /** What several contributions write into together. */
  public interface Shared {

    /** Adds its writes, once, when everybody has contributed. */
    void finish(OneStatement statement);
  }

  /** Adds an INSERT, UPDATE or DELETE. */
  public void add(String sql, @Nullable Object... values) {
    parts.add(sql);
    binds.addAll(java.util.Arrays.asList(values));
  }

  /** Adds an INSERT, UPDATE or DELETE. */
  public void add(SqlFragment write) {
    parts.add(write.sql());
    binds.addAll(write.binds());
  }

  /**
   * Adds an UPDATE or DELETE that must touch exactly one row.
   *
   * @param guard name by which the failure is told, such as {@code rev}
   * @param sql the write, without RETURNING
   */
  public void addGuarded(String guard, String sql, List<@Nullable Object> values) {
    guards.add("xiaodan.expect((SELECT count(*) FROM w" + parts.size() + "), 1, '" + guard + "')");
    parts.add(sql + " RETURNING 1");
    binds.addAll(values);
  }

  /** Adds an expression with effects, such as a call, that happens after every guard has held. */
  public void call(SqlFragment expression) {
    calls.add(expression.sql());
    callBinds.addAll(expression.binds());
  }

  /** What contributions of one kind write into together; made when the first of them asks. */
  public <T extends Shared> T shared(Class<T> kind, Supplier<T> make) {
    return kind.cast(shared.computeIfAbsent(kind, key -> make.get()));
  }

  /** Whether something is called that may refuse; asked when the text is not made yet, too. */
  boolean hasCalls() {
    return !calls.isEmpty() || !shared.isEmpty();
  }

  /** The statement's text; the same for the same sequence of writes. */
  String sql() {
    List.copyOf(shared.values()).forEach(each -> each.finish(this));
    shared.clear();
    List<String> results = new ArrayList<>(guards);
    results.addAll(calls);
    StringBuilder sql = new StringBuilder(1_024).append("WITH ");
    for (int i = 0; i < parts.size(); i++) {
      sql.append(i == 0 ? "w" : ", w").append(i).append(" AS (").append(parts.get(i)).append(')');
    }
    return sql.append(" SELECT ")
        .append(results.isEmpty() ? "1" : String.join(", ", results))
        .toString();
  }

  List<@Nullable Object> binds() {
    if (callBinds.isEmpty()) {
      return binds;
    }
    List<@Nullable Object> all = new ArrayList<>(binds);
    all.addAll(callBinds);
    return all;
  }
}
