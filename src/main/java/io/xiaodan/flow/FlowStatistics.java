package io.xiaodan.flow;

import io.xiaodan.platform.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How flows have gone: how long each node took, how often it was rejected, what is overdue. */
@Component
public class FlowStatistics {

  private static final int MOST_OVERDUE = 100;

  private final JdbcTemplate database;
  private final Workspace workspace;
  private final Clock clock;

  FlowStatistics(JdbcTemplate database, Workspace workspace, Clock clock) {
    this.database = database;
    this.workspace = workspace;
    this.clock = clock;
  }

  /**
   * The instances of a flow that started within a time.
   *
   * @param medianSeconds from start to end of those that ended, half took less; null for none
   * @param slowSeconds nine of ten took less
   */
  public record Total(
      long started,
      long running,
      long passed,
      long rejected,
      long otherwise,
      @Nullable Double medianSeconds,
      @Nullable Double slowSeconds,
      List<Node> nodes,
      List<Overdue> overdue) {}

  /**
   * The tasks of a node.
   *
   * @param medianSeconds from being handed out to being done, half took less; null for none done
   * @param slowSeconds nine of ten took less
   * @param overdue how many of the open ones should have been done
   * @param approvals decisions that moved forward, and {@code rejections} those that did not
   */
  public record Node(
      String node,
      long done,
      long open,
      long overdue,
      @Nullable Double medianSeconds,
      @Nullable Double slowSeconds,
      long approvals,
      long rejections,
      long returns) {}

  /** A task that should have been done. */
  public record Overdue(
      UUID task, String form, UUID recordId, String node, java.time.Instant due) {}

  /** The instances and tasks of a flow within the last days. */
  public Total of(String flow, int days) {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    OffsetDateTime from = now.minus(Duration.ofDays(days));
    String sql =
        """
        SELECT count(*), count(*) FILTER (WHERE state = 'running'),
          count(*) FILTER (WHERE state = 'finished' AND coalesce(result, 'passed') = 'passed'),
          count(*) FILTER (WHERE result = 'rejected'),
          count(*) FILTER (WHERE result NOT IN ('passed', 'rejected')),
          percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - started_at)),
          percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - started_at))
        FROM %s WHERE flow = ? AND started_at >= ?
        """
            .formatted(workspace.table("flow_instance"));
    return Objects.requireNonNull(
        database.queryForObject(
            sql,
            (row, number) ->
                new Total(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    seconds(row.getObject(6)),
                    seconds(row.getObject(7)),
                    nodes(flow, from, now),
                    overdue(flow, now)),
            flow,
            from));
  }

  private static @Nullable Double seconds(@Nullable Object value) {
    return value instanceof Number number ? Double.valueOf(number.doubleValue()) : null;
  }

  private List<Node> nodes(String flow, OffsetDateTime from, OffsetDateTime now) {
    String sql =
        """
        WITH asked AS (
          SELECT t.node, count(*) FILTER (WHERE t.state = 'done') AS done,
            count(*) FILTER (WHERE t.state = 'open') AS open,
            count(*) FILTER (WHERE t.state = 'open' AND t.due_at < ?) AS overdue,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM t.done_at - t.created_at)) FILTER (WHERE t.state = 'done') AS median,
            percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM t.done_at - t.created_at)) FILTER (WHERE t.state = 'done') AS slow
          FROM %1$s t JOIN %2$s i ON i.id = t.instance_id WHERE i.flow = ? AND i.started_at >= ? GROUP BY t.node),
        acted AS (
          SELECT e.node, count(*) FILTER (WHERE e.act = 'approve') AS approvals,
            count(*) FILTER (WHERE e.act = 'reject') AS rejections, count(*) FILTER (WHERE e.act = 'return') AS returns
          FROM %3$s e JOIN %2$s i ON i.id = e.instance_id WHERE i.flow = ? AND i.started_at >= ? GROUP BY e.node)
        SELECT asked.*, coalesce(approvals, 0) AS approvals, coalesce(rejections, 0) AS rejections, coalesce(returns, 0) AS returns
        FROM asked LEFT JOIN acted USING (node) ORDER BY median DESC NULLS LAST, node
        """
            .formatted(
                workspace.table("task"),
                workspace.table("flow_instance"),
                workspace.table("flow_event"));
    return database.query(
        sql,
        (row, number) ->
            new Node(
                Objects.requireNonNull(row.getString("node")),
                row.getLong("done"),
                row.getLong("open"),
                row.getLong("overdue"),
                seconds(row.getObject("median")),
                seconds(row.getObject("slow")),
                row.getLong("approvals"),
                row.getLong("rejections"),
                row.getLong("returns")),
        now,
        flow,
        from,
        flow,
        from);
  }

  private List<Overdue> overdue(String flow, OffsetDateTime now) {
    String sql =
        """
        SELECT t.id, t.form, t.record_id, t.node, t.due_at FROM %s t JOIN %s i ON i.id = t.instance_id
        WHERE i.flow = ? AND i.state = 'running' AND t.state = 'open' AND t.due_at < ? ORDER BY t.due_at, t.id LIMIT %d
        """
            .formatted(workspace.table("task"), workspace.table("flow_instance"), MOST_OVERDUE);
    return database.query(
        sql,
        (row, number) ->
            new Overdue(
                Objects.requireNonNull(row.getObject("id", UUID.class)),
                Objects.requireNonNull(row.getString("form")),
                Objects.requireNonNull(row.getObject("record_id", UUID.class)),
                Objects.requireNonNull(row.getString("node")),
                Objects.requireNonNull(row.getTimestamp("due_at")).toInstant()),
        flow,
        now);
  }
}
