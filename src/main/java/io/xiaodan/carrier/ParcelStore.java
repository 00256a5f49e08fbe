package io.xiaodan.carrier;

import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table of parcels. */
@Component
class ParcelStore {

  private final JdbcTemplate database;
  private final JsonMapper json;
  private final String table;

  ParcelStore(JdbcTemplate database, JsonMapper json, Workspace workspace) {
    this.database = database;
    this.json = json;
    this.table = workspace.table("parcel");
  }

  /**
   * A parcel with what is needed to ask again.
   *
   * @param nextAt when it may be asked for again
   * @param fails in a row
   */
  record Kept(Parcel parcel, String connection, Instant nextAt, int fails) {}

  Optional<Kept> find(String carrier, String number) {
    return database
        .query(
            "SELECT * FROM " + table + " WHERE carrier = ? AND number = ?",
            this::kept,
            carrier,
            number)
        .stream()
        .findFirst();
  }

  /** Notes that somebody wants to know; what is kept already stays. */
  void want(ParcelNumber parcel, String connection, Instant now) {
    database.update(
        "INSERT INTO "
            + table
            + " AS p (carrier, number, connection, phone, next_at) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (carrier, number) DO UPDATE SET connection = excluded.connection,"
            + " phone = coalesce(excluded.phone, p.phone)"
            + " WHERE p.connection <> excluded.connection OR p.phone IS NULL",
        parcel.carrier(),
        parcel.number(),
        connection,
        parcel.phone(),
        offset(now));
  }

  void told(Parcel parcel, Instant next, int fails) {
    database.update(
        "UPDATE "
            + table
            + " SET state = ?, events = ?::json, problem = ?, asked_at = ?, next_at = ?, fails = ?"
            + " WHERE carrier = ? AND number = ?",
        Arrays.asList(
                parcel.state().key(),
                json.writeValueAsString(parcel.events()),
                parcel.problem(),
                parcel.askedAt() == null ? null : offset(parcel.askedAt()),
                offset(next),
                fails,
                parcel.number().carrier(),
                parcel.number().number())
            .toArray());
  }

  /** Parcels on their way that may be asked for again and were taken over not too long ago. */
  List<ParcelNumber> due(Instant now, Instant oldest, int most) {
    return database.query(
        "SELECT * FROM "
            + table
            + " WHERE next_at <= ? AND state NOT IN ('signed', 'returned') AND asked_at > ?"
            + " ORDER BY next_at LIMIT ?",
        (row, number) -> kept(row, number).parcel().number(),
        offset(now),
        offset(oldest),
        most);
  }

  private Kept kept(ResultSet row, int index) throws SQLException {
    OffsetDateTime asked = row.getObject("asked_at", OffsetDateTime.class);
    @Nullable String phone = row.getString("phone");
    ParcelNumber number =
        new ParcelNumber(
            Objects.requireNonNull(row.getString("carrier")),
            Objects.requireNonNull(row.getString("number")),
            phone);
    return new Kept(
        new Parcel(
            number,
            ParcelState.of(Objects.requireNonNull(row.getString("state"))),
            List.of(json.readValue(row.getString("events"), ParcelEvent[].class)),
            row.getString("problem"),
            asked == null ? null : asked.toInstant()),
        Objects.requireNonNull(row.getString("connection")),
        Objects.requireNonNull(row.getObject("next_at", OffsetDateTime.class)).toInstant(),
        row.getInt("fails"));
  }

  private static OffsetDateTime offset(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
