package io.xiaodan.web.ledger;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.ledger.LedgerFields;
import io.xiaodan.ledger.PromiseOffer;
import io.xiaodan.ledger.Promises;
import io.xiaodan.record.StoredRecord;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What fields show of ledgers while somebody types; a column of line items is {@code lines.key}.
 */
@RestController
@RequestMapping("/api/forms/{form}/ledger-fields/{field}")
class LedgerFieldController {

  private static final int MOST = 2_000;

  private final Blueprints blueprints;
  private final LedgerFields fields;

  LedgerFieldController(Blueprints blueprints, LedgerFields fields) {
    this.blueprints = blueprints;
    this.fields = fields;
  }

  record Places(List<Map<String, @Nullable String>> places) {}

  record Figures(List<@Nullable String> items) {}

  record Line(
      String row, Map<String, String> place, BigDecimal quantity, @Nullable LocalDate wanted) {}

  /** Lines in their order; a session holds what they take until it is released or lapses. */
  record Wish(List<Line> lines, @Nullable String destination, @Nullable UUID session) {}

  record Offers(List<PromiseOffer> items) {}

  @PostMapping("/figures")
  Figures figures(
      @PathVariable String form,
      @PathVariable String field,
      @RequestBody Places asked,
      Actor actor) {
    require(asked.places().size());
    return new Figures(fields.figures(blueprints.current(), actor, form, field, asked.places()));
  }

  @PostMapping("/promises")
  Offers promises(
      @PathVariable String form, @PathVariable String field, @RequestBody Wish wish, Actor actor) {
    require(wish.lines().size());
    List<Promises.Line> lines =
        wish.lines().stream()
            .map(
                line -> new Promises.Line(line.row(), line.place(), line.quantity(), line.wanted()))
            .toList();
    return new Offers(
        fields.offers(
            blueprints.current(), actor, form, field, lines, wish.destination(), wish.session()));
  }

  /** A line whose goods are asked for, and the record that holds them where it is known. */
  record Plea(Line line, @Nullable UUID holder) {}

  record Asked(String form, UUID id) {}

  @PostMapping("/yields")
  @ResponseStatus(HttpStatus.CREATED)
  Asked ask(
      @PathVariable String form, @PathVariable String field, @RequestBody Plea plea, Actor actor) {
    Line line = plea.line();
    StoredRecord request =
        fields.askToYield(
            blueprints.current(),
            actor,
            form,
            field,
            new Promises.Line(line.row(), line.place(), line.quantity(), line.wanted()),
            plea.holder());
    return new Asked(request.form(), request.id());
  }

  @DeleteMapping("/promises/{session}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void release(
      @PathVariable String form,
      @PathVariable String field,
      @PathVariable UUID session,
      Actor actor) {
    fields.release(blueprints.current(), actor, form, field, session);
  }

  private static void require(int asked) {
    if (asked > MOST) {
      throw Problem.invalid(
              List.of(
                  new Violation(
                      Message.of("ledger.too_many", "count", asked, "most", MOST),
                      null,
                      null,
                      null)))
          .exception();
    }
  }
}
