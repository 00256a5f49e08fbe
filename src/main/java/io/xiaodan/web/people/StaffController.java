package io.xiaodan.web.people;

import io.xiaodan.exchange.PlainSheets;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Departments;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Roles;
import io.xiaodan.identity.Staff;
import io.xiaodan.identity.StaffReview;
import io.xiaodan.identity.StaffRow;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** People from a spreadsheet and into one, for administrators. */
@RestController
@RequestMapping("/api/people/list")
class StaffController {

  private static final int MOST = 1_000;
  private static final String WORKBOOK =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private final PlainSheets sheets;
  private final Staff staff;
  private final People people;
  private final Departments departments;
  private final Roles roles;
  private final Messages messages;

  StaffController(
      PlainSheets sheets,
      Staff staff,
      People people,
      Departments departments,
      Roles roles,
      Messages messages) {
    this.sheets = sheets;
    this.staff = staff;
    this.people = people;
    this.departments = departments;
    this.roles = roles;
    this.messages = messages;
  }

  record Issue(String column, String code, String message) {}

  record Row(
      long line, String becomes, Map<String, @Nullable String> cells, List<Issue> problems) {}

  record Review(List<Row> rows, List<String> departments) {}

  @PostMapping("/preview")
  Review preview(@RequestParam(required = false) @Nullable MultipartFile file, Actor actor)
      throws IOException {
    roles.requireAdministers(actor);
    return view(staff.review(rows(file)), actor.language());
  }

  @PostMapping
  Review take(
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam(defaultValue = "false") boolean soundOnly,
      Actor actor)
      throws IOException {
    roles.requireAdministers(actor);
    return view(staff.take(rows(file), soundOnly), actor.language());
  }

  /** The people as a workbook or text; {@code empty} gives the header alone, to be filled in. */
  @GetMapping
  void list(
      @RequestParam(defaultValue = "xlsx") String format,
      @RequestParam(defaultValue = "false") boolean empty,
      Actor actor,
      HttpServletResponse response)
      throws IOException {
    roles.requireAdministers(actor);
    boolean workbook = !format.equals("csv");
    String name = actor.language() == Language.EN ? "People" : "人员";
    response.setContentType(workbook ? WORKBOOK : "text/csv; charset=utf-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename(name + (workbook ? ".xlsx" : ".csv"), StandardCharsets.UTF_8)
            .build()
            .toString());
    sheets.write(
        response.getOutputStream(),
        workbook,
        name,
        StaffSheet.header(actor.language()),
        empty ? List.of() : StaffSheet.write(people, departments, roles, actor.language()));
  }

  private List<StaffRow> rows(@Nullable MultipartFile file) throws IOException {
    if (file == null) {
      throw Problem.invalid(List.of(Violation.at("file", Message.of("file_missing")))).exception();
    }
    String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
    try (InputStream content = file.getInputStream()) {
      return StaffSheet.read(sheets.rows(name, content, MOST));
    }
  }

  private Review view(StaffReview review, Language language) {
    return new Review(
        review.rows().stream().map(row -> view(row, language)).toList(), review.departments());
  }

  private Row view(StaffReview.Row row, Language language) {
    StaffRow said = row.row();
    Map<String, @Nullable String> cells = new LinkedHashMap<>();
    cells.put("name", said.name());
    cells.put("login", row.login());
    cells.put("phone", said.phone());
    cells.put("email", said.email());
    cells.put("department", said.department());
    cells.put("manager", said.manager());
    cells.put("roles", said.roles() == null ? null : String.join("、", said.roles()));
    return new Row(
        said.line(),
        row.outcome().name().toLowerCase(Locale.ROOT),
        cells,
        row.problems().stream()
            .map(problem ->
                new Issue(
                    Objects.requireNonNullElse(problem.field(), ""),
                    problem.message().code(),
                    messages.text(problem.message(), language)))
            .toList());
  }
}
