package io.xiaodan.web.access;

import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.query;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.web.access.LeakWorld.Cells;
import io.xiaodan.web.access.LeakWorld.Drawn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Every way in for one person, each looked through for cells that the roles do not show. */
final class LeakDoors {

  /**
   * What there is to see.
   *
   * @param form key of the form with secrets, {@code other} of the one it refers to
   * @param all the records with what their cells hold
   * @param others ids of the records of the other form
   * @param files the record of each file
   */
  record Ground(
      long seed,
      String form,
      String other,
      String board,
      List<Cells> all,
      List<String> others,
      Map<String, String> files) {}

  private final Ground ground;
  private final String form;
  private final List<Cells> all;
  private final LeakPaper paper;
  private final Browser who;
  private final int person;
  private final List<Drawn> roles;
  private final boolean seesOther;

  LeakDoors(
      Ground ground,
      LeakPaper paper,
      Browser who,
      int person,
      List<Drawn> roles,
      boolean seesOther) {
    this.ground = ground;
    this.form = ground.form();
    this.all = ground.all();
    this.paper = paper;
    this.who = who;
    this.person = person;
    this.roles = roles;
    this.seesOther = seesOther;
  }

  private String about(String door) {
    return "seed %d, person %d, roles %s, %s".formatted(ground.seed(), person, roles, door);
  }

  private JsonNode tight(Answer answer, String door) {
    return tight(answer, door, "");
  }

  /**
   * @param asked what was asked for, which an error may repeat
   */
  private JsonNode tight(Answer answer, String door, String asked) {
    String text = asked.isEmpty() ? answer.text() : answer.text().replace(asked, "");
    assertThat(LeakWorld.leaks(person, roles, all, text)).as(about(door)).isEmpty();
    if (!seesOther) {
      all.forEach(cells ->
          assertThat(text)
              .as(about(door + ", a lookup into a form out of reach"))
              .doesNotContain(Objects.requireNonNull(cells.tokens().get("peek"))));
    }
    return answer.json();
  }

  private Set<String> visible() {
    return all.stream()
        .filter(cells -> LeakWorld.sees(person, roles, cells))
        .map(Cells::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> ids(JsonNode page) {
    return page.path("items")
        .valueStream()
        .map(Company::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  void lists() {
    boolean any = !visible().isEmpty();
    Answer list = who.get(records(form) + "?limit=100");
    JsonNode page = tight(list, "list");
    if (any) {
      assertThat(ids(page)).as(about("list: " + list.text())).isEqualTo(visible());
    }
    if (list.status() == 200) {
      assertThat(ok(200, who.get(records(form) + "/count")).path("count").asInt())
          .as(about("count"))
          .isEqualTo(visible().size());
    }
    tight(who.get(records(form) + "?deleted=true&limit=100"), "bin");
    tight(
        who.get("/api/forms/" + form + "/choices" + query("search", "zq", "limit", 50)), "picker");
    String known = all.stream().map(Cells::id).collect(Collectors.joining(","));
    tight(who.get("/api/forms/" + form + "/choices?ids=" + known), "names");
    if (!seesOther) {
      tight(
          who.get(
              "/api/forms/" + ground.other() + "/choices?ids=" + String.join(",", ground.others())),
          "names of others");
    }
    tight(who.get("/api/dashboards/" + ground.board() + "/data"), "board");
    tight(who.get("/api/tasks"), "tasks");
    tight(who.get("/api/forms/" + form + "/views"), "views");
    tight(who.get("/api/blueprint"), "blueprint");
  }

  void oneByOne() {
    for (Cells cells : all) {
      boolean sees = LeakWorld.sees(person, roles, cells);
      Answer one = who.get(record(form, cells.id()));
      assertThat(one.status()).as(about("record " + cells)).isEqualTo(sees ? 200 : 404);
      tight(one, "record");
      for (String more :
          List.of("/history", "/flow", "/comments", "/access?person=" + cells.id())) {
        Answer answer = who.get(record(form, cells.id()) + more);
        tight(answer, more);
        if (!sees) {
          assertThat(answer.status()).as(about(more)).isGreaterThanOrEqualTo(400);
        }
      }
      for (String field : List.of("alpha", "peek")) {
        Answer revealed = who.post(record(form, cells.id()) + "/reveal", Map.of("field", field));
        tight(revealed, "reveal");
      }
    }
  }

  /** Asking for a value must not tell whether it is there either. */
  void questions() {
    for (Cells cells : all) {
      for (String field : List.of("code", "alpha", "beta", "gamma")) {
        String token = Objects.requireNonNull(cells.tokens().get(field));
        boolean sees = LeakWorld.sees(person, roles, cells, field);
        JsonNode found = tight(who.get(records(form) + query("search", token)), "search", token);
        Map<String, Object> filter = Map.of("field", field, "op", "eq", "value", token);
        JsonNode filtered =
            tight(who.post(records(form) + "/query", Map.of("filter", filter)), "filter", token);
        JsonNode formula =
            tight(
                who.get(records(form) + "/count" + query("filter", field + " = \"" + token + "\"")),
                "count",
                token);
        if (!sees) {
          assertThat(found.path("items")).as(about("search for " + token)).isEmpty();
          assertThat(filtered.path("items")).as(about("filter by " + token)).isEmpty();
          assertThat(formula.path("count").asInt(0)).as(about("count " + token)).isZero();
        }
      }
    }
    for (Cells cells : all) {
      for (String field : List.of("peek", "echo")) {
        String token = Objects.requireNonNull(cells.tokens().get(field));
        Map<String, Object> filter = Map.of("field", field, "op", "eq", "value", token);
        JsonNode found =
            tight(who.post(records(form) + "/query", Map.of("filter", filter)), field, token);
        boolean sees =
            LeakWorld.sees(person, roles, cells, field) && (seesOther || field.equals("echo"));
        if (!sees) {
          assertThat(found.path("items")).as(about("filter by " + token)).isEmpty();
        }
      }
    }
    for (String field : LeakWorld.FIELDS) {
      tight(
          who.post(records(form) + "/groups", Map.of("groups", List.of(Map.of("field", field)))),
          "groups");
      tight(
          who.post(
              records(form) + "/totals",
              Map.of("totals", List.of(Map.of("field", field, "function", "distinct")))),
          "totals");
      tight(who.get(records(form) + query("sort", field, "limit", 3)), "sort");
    }
    tight(who.get(records(form) + query("filter", "CONTAINS(link.secret, \"zq\")")), "path");
  }

  /** What refuses a change tells no more than reading. */
  void changes() {
    for (Cells cells : all.subList(0, 6)) {
      Map<String, Object> values = new LinkedHashMap<>();
      LeakWorld.FIELDS.stream()
          .filter(field -> !List.of("rows", "peek", "echo", "papers").contains(field))
          .forEach(field -> values.put(field, "changed"));
      Answer stale = who.patch(record(form, cells.id()), Map.of("rev", 99, "values", values));
      assertThat(stale.status()).as(about("stale change")).isGreaterThanOrEqualTo(400);
      tight(stale, "stale change");
      tight(who.delete(record(form, cells.id()) + "?rev=99"), "stale deletion");
      Map<String, Object> twice =
          Map.of("beta", Objects.requireNonNull(cells.tokens().get("beta")));
      Answer again = who.post(records(form), Map.of("values", twice));
      tight(again, "twice", Objects.requireNonNull(cells.tokens().get("beta")));
    }
  }

  void files() {
    ground
        .files()
        .forEach((file, record) -> {
          Cells cells =
              all.stream().filter(each -> each.id().equals(record)).findFirst().orElseThrow();
          boolean sees = LeakWorld.sees(person, roles, cells, "papers");
          // Whoever brought it keeps it.
          if (cells.maker() != person && !sees) {
            Answer answer = who.get("/api/attachments/" + file);
            tight(answer, "file of " + cells);
            assertThat(answer.status()).as(about("file of " + cells)).isGreaterThanOrEqualTo(400);
          }
        });
  }

  void export() {
    export(Map.of("format", "csv", "lines", "flat"));
    export(Map.of("format", "csv", "attachments", true));
  }

  void export(Map<String, Object> wish) {
    Answer asked = who.post("/api/forms/" + form + "/exports", wish);
    tight(asked, "export");
    if (asked.status() != 201) {
      return;
    }
    String path = "/api/exports/" + id(asked.json());
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> !List.of("waiting", "running").contains(state(path)));
    Answer file = who.get(path + "/file");
    tight(file, "file");
    assertThat(LeakWorld.leaks(person, roles, all, unpacked(file)))
        .as(about("export " + wish))
        .isEmpty();
  }

  void print() {
    String list = String.valueOf(paper.list(who));
    assertThat(LeakWorld.leaks(person, roles, all, list)).as(about("printed list")).isEmpty();
    for (Cells cells : all.subList(person, person + 2)) {
      String sheet = paper.sheet(who, cells.id());
      // The sheet follows the reference itself, as anybody may who sees the other form.
      assertThat(
              LeakWorld.leaks(person, roles, all, sheet).stream()
                  .filter(leak -> !seesOther || !leak.startsWith("peek ")))
          .as(about("printed record " + sheet))
          .isEmpty();
      for (String field : List.of("code", "alpha", "beta", "gamma")) {
        String token = Objects.requireNonNull(cells.tokens().get(field));
        if (LeakWorld.sees(person, roles, cells, field)) {
          assertThat(sheet).as(about("printed " + field)).contains(token);
        }
      }
    }
  }

  private @Nullable String state(String path) {
    return who.get(path).json().path("state").asString();
  }

  /** The names of what an archive holds, and what stands in it; nothing for another file. */
  private static String unpacked(Answer answer) {
    StringBuilder text = new StringBuilder();
    ByteArrayInputStream bytes = new ByteArrayInputStream(answer.response().body());
    try (ZipInputStream archive = new ZipInputStream(bytes)) {
      for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
        text.append(entry.getName()).append('\n');
        text.append(new String(archive.readAllBytes(), StandardCharsets.UTF_8)).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
