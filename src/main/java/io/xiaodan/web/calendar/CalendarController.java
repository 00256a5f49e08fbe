package io.xiaodan.web.calendar;

import io.xiaodan.calendar.CalendarDay;
import io.xiaodan.calendar.CalendarDays;
import io.xiaodan.calendar.CalendarReview;
import io.xiaodan.calendar.DayKind;
import io.xiaodan.calendar.SheetRow;
import io.xiaodan.exchange.PlainSheets;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The company's calendar: everybody reads it, administrators keep it. */
@RestController
@RequestMapping("/api/calendar")
class CalendarController {

  private static final int MOST = 2_000;

  private final CalendarDays calendar;
  private final PlainSheets sheets;
  private final Roles roles;
  private final Messages messages;

  CalendarController(CalendarDays calendar, PlainSheets sheets, Roles roles, Messages messages) {
    this.calendar = calendar;
    this.sheets = sheets;
    this.roles = roles;
    this.messages = messages;
  }

  record Day(LocalDate date, String kind, String name) {
    static Day of(CalendarDay day) {
      return new Day(day.date(), day.kind().key(), day.name());
    }
  }

  record Days(List<Day> items) {}

  record Wish(String kind, @Nullable String name) {}

  record Issue(String column, String message) {}

  record Row(
      long line, String date, String kind, String name, String becomes, List<Issue> problems) {}

  record Review(List<Row> rows, List<Day> leaving) {}

  @GetMapping
  Days all() {
    return new Days(calendar.all().stream().map(Day::of).toList());
  }

  @PostMapping("/preview")
  Review preview(@RequestParam(required = false) @Nullable MultipartFile file, Actor actor)
      throws IOException {
    roles.requireAdministers(actor);
    return view(calendar.review(rows(file)), actor.language());
  }

  /** Takes all rows of the file or none; {@code replaces} lets other days of its years go. */
  @PostMapping
  Review take(
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam(defaultValue = "false") boolean replaces,
      Actor actor)
      throws IOException {
    roles.requireAdministers(actor);
    return view(calendar.take(rows(file), replaces, actor.personId()), actor.language());
  }

  @PutMapping("/{date}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void put(@PathVariable LocalDate date, @RequestBody Wish wish, Actor actor) {
    roles.requireAdministers(actor);
    String name = Objects.requireNonNullElse(wish.name(), "");
    DayKind kind =
        DayKind.of(wish.kind())
            .orElseThrow(() ->
                Problem.invalid(
                        List.of(
                            Violation.at(
                                "kind", Message.of("calendar.not_a_kind", "text", wish.kind()))))
                    .exception());
    calendar.put(new CalendarDay(date, kind, name), actor.personId());
  }

  @DeleteMapping("/{date}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable LocalDate date, Actor actor) {
    roles.requireAdministers(actor);
    calendar.remove(date);
  }

  /** A file to begin with: the days of 2026, as the State Council gave notice of them. */
  @GetMapping("/sample")
  ResponseEntity<Resource> sample(Actor actor) {
    roles.requireAdministers(actor);
    String name = actor.language() == Language.EN ? "Holidays 2026.csv" : "2026年放假安排.csv";
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(new ClassPathResource("calendar/sample.csv"));
  }

  private List<SheetRow> rows(@Nullable MultipartFile file) throws IOException {
    if (file == null) {
      throw Problem.invalid(List.of(Violation.at("file", Message.of("file_missing")))).exception();
    }
    String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
    try (InputStream content = file.getInputStream()) {
      return CalendarSheet.read(sheets.rows(name, content, MOST));
    }
  }

  private Review view(CalendarReview review, Language language) {
    return new Review(
        review.rows().stream()
            .map(row ->
                new Row(
                    row.source().line(),
                    row.day() == null ? row.source().date() : row.day().date().toString(),
                    row.day() == null ? row.source().kind() : row.day().kind().key(),
                    row.source().name(),
                    row.becomes().name().toLowerCase(Locale.ROOT),
                    row.problems().stream()
                        .map(problem ->
                            new Issue(
                                Objects.requireNonNullElse(problem.column(), ""),
                                messages.text(problem.message(), language)))
                        .toList()))
            .toList(),
        review.leaving().stream().map(Day::of).toList());
  }
}
