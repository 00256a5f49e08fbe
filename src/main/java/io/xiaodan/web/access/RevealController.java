package io.xiaodan.web.access;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.exchange.PlainSheets;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Language;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Reveals;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who has lifted which mask, for administrators: to look through and to keep. */
@RestController
@RequestMapping("/api/reveals")
class RevealController {

  private static final int MOST = 200;
  private static final int MOST_IN_FILE = 100_000;
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final String WORKBOOK =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private final Blueprints blueprints;
  private final Reveals reveals;
  private final People people;
  private final Roles roles;
  private final PlainSheets sheets;
  private final Workspace workspace;

  RevealController(
      Blueprints blueprints,
      Reveals reveals,
      People people,
      Roles roles,
      PlainSheets sheets,
      Workspace workspace) {
    this.blueprints = blueprints;
    this.reveals = reveals;
    this.people = people;
    this.roles = roles;
    this.sheets = sheets;
    this.workspace = workspace;
  }

  record Named(UUID id, String title) {}

  record View(
      UUID id,
      Instant at,
      Named by,
      String form,
      String formLabel,
      UUID recordId,
      String field,
      String fieldLabel) {}

  record Page(List<View> items, @Nullable String next) {}

  /**
   * What of the log is asked for; every part may be absent.
   *
   * @param from first day, in the workspace's time zone
   * @param to last day
   */
  record Asked(
      @Nullable UUID by, @Nullable String form, @Nullable LocalDate from, @Nullable LocalDate to) {

    Reveals.Wanted wanted(Workspace workspace) {
      return new Reveals.Wanted(
          by,
          form == null || form.isBlank() ? null : form,
          from == null ? null : from.atStartOfDay(workspace.zone()).toInstant(),
          to == null ? null : to.plusDays(1).atStartOfDay(workspace.zone()).toInstant());
    }
  }

  @GetMapping
  Page list(
      Asked asked,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "50") int limit,
      Actor actor) {
    roles.requireAdministers(actor);
    int most = Math.clamp(limit, 1, MOST);
    List<Reveals.Reveal> found = reveals.list(asked.wanted(workspace), after, most + 1);
    List<Reveals.Reveal> shown = found.subList(0, Math.min(most, found.size()));
    return new Page(
        shown.stream().map(reveal -> view(reveal, actor.language())).toList(),
        found.size() > most ? shown.getLast().id().toString() : null);
  }

  @GetMapping("/file")
  void file(
      Asked asked,
      @RequestParam(defaultValue = "xlsx") String format,
      Actor actor,
      HttpServletResponse response)
      throws IOException {
    roles.requireAdministers(actor);
    boolean workbook = !format.equals("csv");
    boolean chinese = actor.language() == Language.ZH;
    String name = chinese ? "脱敏查看记录" : "Lifted masks";
    List<List<String>> rows =
        reveals.list(asked.wanted(workspace), null, MOST_IN_FILE).stream()
            .map(reveal -> row(view(reveal, actor.language())))
            .toList();
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
        chinese
            ? List.of("时间", "查看人", "表单", "字段", "记录编号")
            : List.of("Time", "Person", "Form", "Field", "Record id"),
        rows);
  }

  private List<String> row(View view) {
    return List.of(
        MOMENT.format(view.at().atZone(workspace.zone())),
        view.by().title(),
        view.formLabel(),
        view.fieldLabel(),
        view.recordId().toString());
  }

  private View view(Reveals.Reveal reveal, Language language) {
    Blueprint blueprint = blueprints.current();
    Form form = blueprint.find(Form.TYPE, reveal.form()).orElse(null);
    return new View(
        reveal.id(),
        reveal.at(),
        new Named(reveal.by(), people.name(reveal.by())),
        reveal.form(),
        form == null ? reveal.form() : form.label().in(language),
        reveal.record(),
        reveal.field(),
        form == null
            ? reveal.field()
            : form.field(reveal.field())
                .map(field -> field.label().in(language))
                .orElse(reveal.field()));
  }
}
