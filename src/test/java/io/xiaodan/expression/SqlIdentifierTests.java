package io.xiaodan.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ids are compared as ids where an index may answer, and as text wherever that would differ. */
class SqlIdentifierTests {

  private static final String ID = "01a20acb-a6f9-7e26-b043-d40444f21908";
  private static final String OTHER = "01a20acb-a86f-79b7-a438-8cd9dbb29c47";

  private static final Schema SCHEMA =
      name ->
          name.equals("client")
              ? Optional.of(new ValueType.RecordOf("clients", inner -> Optional.of(ValueType.TEXT)))
              : Optional.of(ValueType.TEXT);

  private static final SqlNames NAMES =
      new SqlNames() {
        @Override
        public SqlFragment column(Path path) {
          return SqlFragment.of(String.join("_", path.names()) + "::text");
        }

        @Override
        public Optional<SqlFragment> identifier(Path path) {
          return List.of("id", "client").contains(path.names().getLast())
              ? Optional.of(SqlFragment.of(path.names().getFirst()))
              : Optional.empty();
        }

        @Override
        public SqlRows rows(Path path) {
          throw new IllegalArgumentException(path.toString());
        }
      };

  private static SqlFragment filter(String formula) {
    return Formula.compile(formula, SCHEMA, ValueType.BOOLEAN, Evaluator.SQL)
        .toSqlFilter(NAMES, Environment.of(Instant.EPOCH, ZoneOffset.UTC));
  }

  @Test
  void comparesIdsAsIds() {
    SqlFragment found = filter("client.id = \"%s\"".formatted(ID));
    assertThat(found.text()).isEqualTo("(client = ?::uuid)");
    assertThat(found.binds()).containsExactly(ID);
    assertThat(filter("client.id <> \"%s\"".formatted(ID)).text()).isEqualTo("(client <> ?::uuid)");
    assertThat(filter("\"%s\" = client.id".formatted(ID)).text()).isEqualTo("(?::uuid = client)");
    assertThat(filter("id = client.id").text()).isEqualTo("(id = client)");
    assertThat(filter("IN(client.id, \"%s\", \"%s\")".formatted(ID, OTHER)).text())
        .isEqualTo("(client IN (?::uuid, ?::uuid))");
  }

  @Test
  void comparesWhatIsNoIdAsText() {
    for (String text : List.of(ID.toUpperCase(java.util.Locale.ROOT), "{" + ID + "}", "A1")) {
      assertThat(filter("client.id = \"%s\"".formatted(text)).text())
          .as(text)
          .doesNotContain("uuid");
    }
    assertThat(filter("client.name = \"%s\"".formatted(ID)).text()).doesNotContain("uuid");
    assertThat(filter("client.id = client.name").text()).doesNotContain("uuid");
    assertThat(filter("IN(client.id, \"%s\", \"A1\")".formatted(ID)).text()).doesNotContain("uuid");
  }

  @Test
  void isNeverEmptyWhereAValueIsWanted() {
    assertThat(filter("NOT(client.id = \"%s\")".formatted(ID)).text())
        .contains("COALESCE((client = ?::uuid), FALSE)");
  }
}
