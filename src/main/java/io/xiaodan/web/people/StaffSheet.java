package io.xiaodan.web.people;

import io.xiaodan.identity.Department;
import io.xiaodan.identity.Departments;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.identity.Roles;
import io.xiaodan.identity.StaffRow;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sheet of people: what its columns are called, coming in and going out. */
final class StaffSheet {

  private static final int HEADER_AMONG = 10;

  /** A column, by any of its names; the first two are those it is written with. */
  enum Column {
    NAME("姓名", "Name", "名字", "员工姓名"),
    LOGIN("账号", "Login", "登录名", "工号", "用户名", "account", "username"),
    PHONE("手机", "Phone", "手机号", "手机号码", "电话", "mobile"),
    EMAIL("邮箱", "E-mail", "电子邮箱", "邮件", "email", "mail"),
    DEPARTMENT("部门", "Department", "所属部门"),
    MANAGER("直属上级", "Reports to", "上级", "直属主管", "主管", "manager"),
    ROLES("角色", "Roles", "role", "岗位角色");

    private final List<String> names;

    Column(String... names) {
      this.names = List.of(names);
    }

    String header(Language language) {
      return names.get(language == Language.EN ? 1 : 0);
    }

    boolean isCalled(String text) {
      String name = text.replaceAll("[\\s*＊:：]", "").toLowerCase(Locale.ROOT);
      return names.stream()
          .anyMatch(each -> each.replace(" ", "").toLowerCase(Locale.ROOT).equals(name));
    }
  }

  private StaffSheet() {}

  /**
   * What the rows below the header say; blank rows are left out.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid where no row names the columns
   */
  static List<StaffRow> read(List<List<String>> sheet) {
    for (int at = 0; at < Math.min(HEADER_AMONG, sheet.size()); at++) {
      Map<Column, Integer> places = places(sheet.get(at));
      if (places.containsKey(Column.NAME) || places.containsKey(Column.LOGIN)) {
        List<StaffRow> rows = new ArrayList<>();
        for (int line = at + 1; line < sheet.size(); line++) {
          List<String> cells = sheet.get(line);
          if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
            rows.add(row(line + 1L, cells, places));
          }
        }
        return rows;
      }
    }
    throw Problem.invalid(List.of(Violation.at("file", Message.of("staff_header")))).exception();
  }

  private static Map<Column, Integer> places(List<String> header) {
    Map<Column, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      for (Column column : Column.values()) {
        if (column.isCalled(header.get(i))) {
          places.putIfAbsent(column, i);
        }
      }
    }
    return places;
  }

  private static StaffRow row(long line, List<String> cells, Map<Column, Integer> places) {
    String roles = cell(cells, places, Column.ROLES);
    return new StaffRow(
        line,
        cell(cells, places, Column.LOGIN),
        cell(cells, places, Column.NAME),
        cell(cells, places, Column.EMAIL),
        cell(cells, places, Column.PHONE),
        cell(cells, places, Column.DEPARTMENT),
        cell(cells, places, Column.MANAGER),
        roles == null
            ? null
            : Arrays.stream(roles.split("[、,，;；|\\n]")).filter(name -> !name.isBlank()).toList());
  }

  private static @Nullable String cell(
      List<String> cells, Map<Column, Integer> places, Column column) {
    Integer place = places.get(column);
    if (place == null) {
      return null;
    }
    return place < cells.size() ? cells.get(place).strip() : "";
  }

  static List<String> header(Language language) {
    return Arrays.stream(Column.values()).map(column -> column.header(language)).toList();
  }

  /** Everybody who is not disabled, as a sheet that can be taken in again. */
  static List<List<String>> write(
      People people, Departments departments, Roles roles, Language language) {
    Map<String, Long> names =
        people.all().stream()
            .filter(person -> !person.disabled())
            .collect(Collectors.groupingBy(Person::name, Collectors.counting()));
    List<List<String>> rows = new ArrayList<>();
    for (Person person : people.all()) {
      if (person.disabled()) {
        continue;
      }
      UUID manager = departments.placement(person.id()).manager();
      rows.add(
          List.of(
              person.name(),
              person.login(),
              Objects.requireNonNullElse(person.phone(), ""),
              Objects.requireNonNullElse(person.email(), ""),
              path(departments, departments.placement(person.id()).department()),
              manager == null ? "" : called(people.find(manager).orElse(null), names),
              person.roles().stream()
                  .map(key -> roles.find(key).map(role -> role.label().in(language)).orElse(key))
                  .collect(Collectors.joining(language == Language.EN ? ", " : "、"))));
    }
    return rows;
  }

  private static String called(@Nullable Person person, Map<String, Long> names) {
    if (person == null) {
      return "";
    }
    return names.getOrDefault(person.name(), 0L) == 1 ? person.name() : person.login();
  }

  private static String path(Departments departments, @Nullable UUID id) {
    List<String> names = new ArrayList<>();
    for (UUID at = id; at != null; ) {
      Department department = departments.find(at).orElse(null);
      if (department == null) {
        break;
      }
      names.addFirst(department.name());
      at = department.parent();
    }
    return String.join("/", names);
  }
}
