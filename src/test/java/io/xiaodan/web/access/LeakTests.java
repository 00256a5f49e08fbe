package io.xiaodan.web.access;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.idOf;

import io.xiaodan.identity.Departments;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Placement;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import io.xiaodan.web.access.LeakWorld.Cells;
import io.xiaodan.web.access.LeakWorld.Drawn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Random roles over random records: no door shows a cell that the roles do not. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeakTests {

  private static final long SEED = 20260303;
  private static final int RECORDS = 12;
  private static final int ROUNDS = 3;

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private Departments departments;

  private final int number = Company.unique();
  private final String form = "leak" + number;
  private final String other = "leakother" + number;
  private final String echo = "leakecho" + number;
  private final String board = "leakboard" + number;
  private final LeakPaper paper = new LeakPaper(form, number);
  private final LeakWorld world = new LeakWorld(SEED);
  private final List<Browser> staff = new ArrayList<>();
  private final List<Cells> all = new ArrayList<>();
  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<String> others = new ArrayList<>();
  private Browser builder;

  @BeforeAll
  void buildAndFill() {
    Company company = new Company(port, people);
    builder = company.person("builder");
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "其他", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "secret", "type": "text"}]}
        """
            .formatted(other));
    Company.publish(builder, document(""));
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "回声", "title": "of", "fields": [
          {"key": "of", "type": "reference", "form": "%s"}, {"key": "number", "type": "number", "scale": 0}]}
        """
            .formatted(echo, form));
    Company.publish(
        builder,
        document(
            """
            {"key": "echo", "type": "rollup", "form": "%s", "by": "of", "aggregate": "sum", "of": "number"},\
            """
                .formatted(echo)));
    Company.publish(
        builder,
        """
        {"kind": "role", "key": "leakmaker%d", "label": "x", "forms": {"%s": {"create": true}, "%s": {"view": "all"}}}
        """
            .formatted(number, form, other));
    Company.publish(
        builder,
        """
        {"kind": "dashboard", "key": "%s", "label": "板", "position": 99, "widgets": [%s]}
        """
            .formatted(
                board,
                List.of("code", "alpha", "beta").stream()
                    .map(this::widget)
                    .collect(Collectors.joining(","))));
    paper.publish(builder);
    seat(company);
    for (int i = 0; i < RECORDS; i++) {
      fill(i);
    }
  }

  private String document(String more) {
    return """
    {"kind": "form", "key": "%1$s", "label": "漏", "title": "code", "fields": [
      {"key": "code", "type": "text"}, {"key": "kind", "type": "text"}, {"key": "owner", "type": "person"},
      {"key": "alpha", "type": "text"}, {"key": "beta", "type": "text", "unique": true}, {"key": "gamma", "type": "long_text"},
      {"key": "papers", "type": "attachment"}, %3$s
      {"key": "link", "type": "reference", "form": "%2$s"}, {"key": "peek", "type": "lookup", "path": "link.secret"},
      {"key": "rows", "type": "lines", "fields": [{"key": "text", "type": "text"}]}],
      "list": {"columns": ["code", "alpha", "beta", "gamma", "peek"], "sort": "alpha"}}
    """
        .formatted(form, other, more);
  }

  private String widget(String field) {
    return """
    {"key": "by_%1$s", "chart": "table", "title": {"zh": "x", "en": "x"}, "definition": {"zh": "x", "en": "x"},
     "layout": {"x": 0, "y": 0, "w": 6, "h": 8},
     "question": {"source": "%2$s", "dimensions": [{"key": "d", "formula": "%1$s"}], "measures": [{"key": "n", "aggregate": "count"}]}}
    """
        .formatted(field, form);
  }

  /** The first leads the others' department from above; the second has the third below. */
  private void seat(Company company) {
    UUID top = departments.create("上" + number, null, 0, null).id();
    UUID below = departments.create("下" + number, top, 0, null).id();
    UUID apart = departments.create("外" + number, null, 0, null).id();
    UUID above = null;
    for (UUID department : List.of(top, below, below, apart)) {
      Browser who = company.named("员" + staff.size(), "leakmaker" + number);
      UUID person = UUID.fromString(idOf(who));
      departments.place(person, new Placement(department, department.equals(apart) ? null : above));
      above = person;
      staff.add(who);
    }
  }

  private void fill(int at) {
    Map<String, String> tokens = world.tokens(number * 100 + at);
    int maker = world.below(staff.size());
    int owner = world.below(staff.size() + 1) - 1;
    String link =
        id(
            create(
                builder,
                other,
                Map.of("name", "n" + at, "secret", Objects.requireNonNull(tokens.get("peek")))));
    others.add(link);
    Map<String, Object> values = new LinkedHashMap<>();
    for (String field : List.of("code", "kind", "alpha", "beta", "gamma")) {
      values.put(field, Objects.requireNonNull(tokens.get(field)));
    }
    values.put("link", link);
    values.put("rows", List.of(Map.of("text", Objects.requireNonNull(tokens.get("rows")))));
    if (owner >= 0) {
      values.put("owner", idOf(staff.get(owner)));
    }
    String paper = Objects.requireNonNull(tokens.get("papers"));
    byte[] content = ("in " + paper).getBytes(StandardCharsets.UTF_8);
    String file = id(staff.get(maker).upload("/api/attachments", paper + ".txt", content).json());
    values.put("papers", List.of(file));
    String made = id(create(staff.get(maker), form, values));
    files.put(file, made);
    create(builder, echo, Map.of("of", made, "number", Objects.requireNonNull(tokens.get("echo"))));
    all.add(new Cells(made, maker, owner, tokens));
  }

  @Test
  void noDoorShowsACellThatTheRolesDoNot() {
    for (int round = 0; round < ROUNDS; round++) {
      List<Drawn> roles = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Drawn drawn = world.draw("leak%dr%d%d".formatted(number, round, i));
        Company.publish(builder, drawn.document(form, board));
        roles.add(drawn);
      }
      for (int person = 0; person < staff.size(); person++) {
        List<Drawn> own = List.of(world.any(roles), world.any(roles));
        Set<String> keys = own.stream().map(Drawn::key).collect(Collectors.toSet());
        if (round % 2 == 0) {
          keys.add("leakmaker" + number);
        }
        people.setRoles(UUID.fromString(idOf(staff.get(person))), keys);
        everyDoor(person, own, round);
      }
    }
  }

  private void everyDoor(int person, List<Drawn> roles, int round) {
    LeakDoors.Ground ground = new LeakDoors.Ground(SEED, form, other, board, all, others, files);
    LeakDoors doors =
        new LeakDoors(ground, paper, staff.get(person), person, roles, round % 2 == 0);
    doors.lists();
    doors.oneByOne();
    doors.questions();
    doors.changes();
    doors.files();
    doors.export();
    doors.print();
  }
}
