package io.xiaodan.web.people;

import static io.xiaodan.support.Company.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.Department;
import io.xiaodan.identity.Departments;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.identity.Sessions;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A company's list of people comes in as one file, and goes out so that it can come in again. */
@ServerTest
class StaffListTests {

  @LocalServerPort private int port;
  @Autowired private Sessions sessions;
  @Autowired private People people;
  @Autowired private Departments departments;

  private Browser administrator;
  private String n;

  @BeforeEach
  void anAdministrator() {
    administrator =
        new Browser(port)
            .with("Accept-Language", "en")
            .bearer(sessions.openToken("administrator").token());
    n = Company.unique() + "s" + System.nanoTime() % 100_000;
  }

  private Answer preview(String text) {
    return administrator.upload(
        "/api/people/list/preview", "人员.csv", text.getBytes(StandardCharsets.UTF_8));
  }

  private Answer take(String text, String query) {
    return administrator.upload(
        "/api/people/list" + query, "人员.csv", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> becomes(JsonNode review) {
    return review
        .path("rows")
        .valueStream()
        .collect(
            Collectors.toMap(
                row -> row.at("/cells/name").asString(), row -> row.path("becomes").asString()));
  }

  private Person of(String login) {
    return people.all().stream()
        .filter(person -> person.login().equals(login))
        .findFirst()
        .orElseThrow();
  }

  private String department(Person person) {
    Department at =
        departments
            .find(Objects.requireNonNull(departments.placement(person.id()).department()))
            .orElseThrow();
    return at.parent() == null
        ? at.name()
        : departments.name(Objects.requireNonNull(at.parent())) + "/" + at.name();
  }

  @Test
  void takesAListInWithItsDepartmentsManagersAndRoles() {
    String list =
        """
        东莞某某有限公司员工名单
        姓名*,手机号,账号,所属部门,直属上级,角色
        陈%1$s,,chen%1$s,销售%1$s,,搭建者
        李%1$s,13800138000,li%1$s,销售%1$s/华南,陈%1$s,
        王%1$s,139%2$s,,销售%1$s/华南,li%1$s,builder
        """
            .formatted(n, "%08d".formatted(Math.abs(n.hashCode()) % 100_000_000));
    JsonNode review = ok(200, preview(list));
    assertThat(becomes(review).values()).containsOnly("new");
    assertThat(review.path("departments").toString())
        .isEqualTo("[\"销售%1$s\",\"销售%1$s/华南\"]".formatted(n));
    assertThat(people.search(n, 9)).as("a preview makes nobody").isEmpty();
    ok(200, take(list, ""));
    Person li = of("li" + n);
    assertThat(departments.organisation().managers(li.id())).containsExactly(of("chen" + n).id());
    assertThat(department(li)).isEqualTo("销售" + n + "/华南");
    Person wang = people.search("王" + n, 2).getFirst();
    assertThat(wang.login()).isEqualTo(wang.phone());
    assertThat(wang.roles()).containsExactly("builder");
    assertThat(departments.organisation().managers(wang.id()).getFirst()).isEqualTo(li.id());
    assertThat(becomes(ok(200, preview(list))).values())
        .as("the same list again changes nothing")
        .containsOnly("same");
  }

  @Test
  void namesEveryThingWrongWithItsLineAndChangesNothing() {
    String list =
        """
        姓名,账号,邮箱,部门,直属上级,角色
        甲%1$s,a%1$s,nobody,,,
        乙%1$s,b%1$s,,,没有此人%1$s,没有此角色
        丙%1$s,c%1$s,,新部门%1$s,丁%1$s,
        丁%1$s,d%1$s,,新部门%1$s,丙%1$s,
        ,e%1$s,,,,
        戊%1$s,a%1$s,,,,
        己%1$s,,,,,
        好%1$s,good%1$s,,,,
        """
            .formatted(n);
    JsonNode review = ok(200, preview(list));
    assertThat(review.path("rows").valueStream().map(row -> row.path("becomes").asString()))
        .containsExactly(
            "refused", "refused", "refused", "refused", "refused", "refused", "refused", "new");
    assertThat(Company.violations(take(list, "")))
        .containsExactly(
            "rows[2].email email_format",
            "rows[3].roles role_unknown",
            "rows[3].manager staff_manager_unknown",
            "rows[4].manager manager_circle",
            "rows[5].manager manager_circle",
            "rows[6].name staff_name",
            "rows[7].login staff_twice",
            "rows[8].login staff_login");
    assertThat(people.search(n, 9)).isEmpty();
    assertThat(departments.all()).noneMatch(each -> each.name().equals("新部门" + n));
    assertThat(ok(200, take(list, "?soundOnly=true")).path("rows").size()).isEqualTo(1);
    assertThat(people.search(n, 9)).extracting(Person::login).containsExactly("good" + n);
  }

  @Test
  void changesOnlyWhatTheListSpeaksOf() {
    ok(
        200,
        take(
            "姓名,账号,邮箱,部门\n旧名%1$s,u%1$s,u%1$s@example.com,仓库%1$s\n头%1$s,h%1$s,,\n".formatted(n),
            ""));
    JsonNode review = ok(200, preview("账号,姓名,直属上级\nu%1$s,新名%1$s,头%1$s\n".formatted(n)));
    assertThat(becomes(review).values()).containsExactly("update");
    ok(200, take("账号,姓名,直属上级\nu%1$s,新名%1$s,头%1$s\n".formatted(n), ""));
    Person changed = of("u" + n);
    assertThat(changed.name()).isEqualTo("新名" + n);
    assertThat(changed.email()).isEqualTo("u" + n + "@example.com");
    assertThat(department(changed)).isEqualTo("仓库" + n);
    assertThat(departments.organisation().manager(changed.id())).contains(of("h" + n).id());
  }

  @Test
  void turnsManagersRoundInOneList() {
    ok(200, take("姓名,账号,直属上级\n上%1$s,up%1$s,\n下%1$s,down%1$s,上%1$s\n".formatted(n), ""));
    ok(200, take("账号,直属上级\nup%1$s,down%1$s\ndown%1$s,\n".formatted(n), ""));
    assertThat(departments.organisation().manager(of("up" + n).id())).contains(of("down" + n).id());
    assertThat(departments.organisation().manager(of("down" + n).id())).isEmpty();
  }

  @Test
  void givesAFileThatComesInAgainAsTheSame() {
    ok(
        200,
        take(
            "姓名,账号,部门,直属上级,角色,邮箱\n=1+1%1$s,f%1$s,外贸%1$s/美洲,,搭建者,f%1$s@example.com\n美%1$s,m%1$s,外贸%1$s/美洲,f%1$s,,\n"
                .formatted(n),
            ""));
    for (String format : new String[] {"xlsx", "csv"}) {
      byte[] file = administrator.get("/api/people/list?format=" + format).response().body();
      JsonNode review =
          ok(200, administrator.upload("/api/people/list/preview", "people." + format, file));
      assertThat(
              review
                  .path("rows")
                  .valueStream()
                  .filter(row -> row.at("/cells/login").asString().endsWith(n))
                  .map(row -> row.path("becomes").asString()))
          .as(format)
          .containsExactly("same", "same");
    }
  }

  @Test
  void refusesWhatIsNoListOfPeople() {
    assertThat(Company.violations(preview("甲,乙\n1,2\n"))).containsExactly("file staff_header");
    assertThat(preview("").status()).isEqualTo(422);
    assertThat(
            administrator
                .upload("/api/people/list/preview", "x.xlsx", new byte[] {'P', 'K', 3, 4, 0})
                .status())
        .isEqualTo(422);
    byte[] coded = "姓名,账号\n钱%1$s,q%1$s\n".formatted(n).getBytes(Charset.forName("GB18030"));
    assertThat(becomes(ok(200, administrator.upload("/api/people/list/preview", "a.csv", coded))))
        .containsEntry("钱" + n, "new");
  }

  @Test
  void isForAdministrators() {
    Browser builder = new Company(port, people).person("builder");
    byte[] list = "姓名,账号\nx,y\n".getBytes(StandardCharsets.UTF_8);
    assertThat(builder.upload("/api/people/list", "a.csv", list).status()).isEqualTo(403);
    assertThat(builder.upload("/api/people/list/preview", "a.csv", list).status()).isEqualTo(403);
    assertThat(builder.get("/api/people/list").status()).isEqualTo(403);
  }
}
