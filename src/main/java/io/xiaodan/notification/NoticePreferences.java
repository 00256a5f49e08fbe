package io.xiaodan.notification;

import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How everybody wants to be told. */
@Component
public class NoticePreferences {

  /** The channels that carry copies of notices. */
  public static final List<String> CHANNELS = List.of("email", "wecom_app");

  private static final Set<String> KINDS =
      Arrays.stream(NoticeKind.values()).map(NoticeKind::key).collect(Collectors.toSet());
  private static final Set<String> MODES = Set.of("now", "digest");

  private final JdbcClient database;
  private final JsonMapper json;
  private final Clock clock;
  private final Workspace workspace;
  private final String table;

  NoticePreferences(JdbcClient database, JsonMapper json, Clock clock, Workspace workspace) {
    this.database = database;
    this.json = json;
    this.clock = clock;
    this.workspace = workspace;
    this.table = workspace.table("notice_preference");
  }

  /** The shape in the database. */
  private record Document(
      @Nullable Map<String, Map<String, String>> ways,
      @Nullable Hours quiet,
      @Nullable String digest,
      @Nullable String language) {}

  private record Hours(String from, String until, boolean daysOff) {}

  /** What somebody said, or what is usual. */
  public NoticePreference of(UUID person) {
    return database
        .sql("select document from " + table + " where person_id = ?")
        .param(person)
        .query(String.class)
        .optional()
        .map(text -> read(json.readValue(text, Document.class)))
        .orElse(NoticePreference.USUAL);
  }

  /** The language in which the product writes to somebody. */
  public Language language(UUID person) {
    return of(person).language();
  }

  /** The same for several at once: everybody who is asked for has one. */
  Map<UUID, Language> languages(Collection<UUID> readers) {
    Map<UUID, Language> languages = new HashMap<>();
    readers.forEach(reader -> languages.put(reader, NoticePreference.USUAL.language()));
    database
        .sql(
            "select person_id, document ->> 'language' as language from "
                + table
                + " where person_id = any(cast(:readers as uuid[]))")
        .param("readers", readers.stream().map(UUID::toString).toArray(String[]::new))
        .query((row, number) ->
            languages.put(
                Objects.requireNonNull(row.getObject("person_id", UUID.class)),
                "en".equals(row.getString("language")) ? Language.EN : Language.ZH))
        .list();
    return languages;
  }

  /**
   * Keeps what somebody said.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid for unknown kinds, channels and ways, and
   *     quiet hours without an end
   */
  public void save(UUID person, NoticePreference wish) {
    List<Violation> violations = new ArrayList<>();
    wish.ways()
        .forEach((kind, channels) ->
            channels.forEach((channel, mode) -> {
              if (!KINDS.contains(kind) || !CHANNELS.contains(channel) || !MODES.contains(mode)) {
                violations.add(Violation.at("ways", Message.of("preference_way", "way", mode)));
              }
            }));
    NoticePreference.Quiet quiet = wish.quiet();
    if (quiet != null && quiet.from().equals(quiet.until())) {
      violations.add(Violation.at("quiet", Message.of("preference_quiet")));
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations).exception();
    }
    database
        .sql(
            "insert into "
                + table
                + " (person_id, document, updated_at) values (?, cast(? as jsonb), ?) on conflict (person_id) do update set document = excluded.document, updated_at = excluded.updated_at")
        .params(
            person,
            json.writeValueAsString(document(wish)),
            clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Until when what goes to an address is kept back, because its owner wants quiet now. */
  Optional<Instant> quietUntil(UUID person) {
    return of(person).quietUntil(clock.instant(), workspace.zone());
  }

  private static Document document(NoticePreference wish) {
    NoticePreference.Quiet quiet = wish.quiet();
    return new Document(
        wish.ways(),
        quiet == null
            ? null
            : new Hours(quiet.from().toString(), quiet.until().toString(), quiet.daysOff()),
        wish.digest().toString(),
        wish.language().name().toLowerCase(Locale.ROOT));
  }

  private static NoticePreference read(Document document) {
    Hours quiet = document.quiet();
    String digest = document.digest();
    return new NoticePreference(
        Objects.requireNonNullElse(document.ways(), Map.of()),
        quiet == null
            ? null
            : new NoticePreference.Quiet(
                LocalTime.parse(quiet.from()), LocalTime.parse(quiet.until()), quiet.daysOff()),
        digest == null ? NoticePreference.USUAL.digest() : LocalTime.parse(digest),
        "en".equals(document.language()) ? Language.EN : Language.ZH);
  }
}
