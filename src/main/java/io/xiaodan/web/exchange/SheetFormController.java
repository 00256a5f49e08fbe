package io.xiaodan.web.exchange;

import io.xiaodan.exchange.ColumnKind;
import io.xiaodan.exchange.FormProposal;
import io.xiaodan.exchange.SheetForms;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The form that an uploaded sheet would make, for people who build. */
@RestController
class SheetFormController {

  private final SheetForms forms;
  private final Roles roles;
  private final Messages messages;

  SheetFormController(SheetForms forms, Roles roles, Messages messages) {
    this.forms = forms;
    this.roles = roles;
    this.messages = messages;
  }

  record Note(String code, String message) {}

  record Column(
      int index,
      String header,
      String label,
      String key,
      ColumnKind kind,
      boolean take,
      boolean required,
      boolean unique,
      List<String> choices,
      int filled,
      List<String> samples,
      List<Note> notes) {}

  record Proposal(
      int header,
      String name,
      String key,
      long rows,
      int looked,
      String title,
      List<Column> columns,
      List<Note> notes) {}

  @GetMapping("/api/imports/files/{id}/sheets/{sheet}/form")
  Proposal propose(
      @PathVariable UUID id,
      @PathVariable int sheet,
      @RequestParam(required = false) @Nullable Integer header,
      Actor actor) {
    roles.requireBuilds(actor);
    FormProposal proposal = forms.propose(actor, id, sheet, header);
    Language language = actor.language();
    return new Proposal(
        proposal.header(),
        proposal.name(),
        proposal.key(),
        proposal.rows(),
        proposal.looked(),
        proposal.title(),
        proposal.columns().stream().map(column -> column(column, language)).toList(),
        notes(proposal.notes(), language));
  }

  private Column column(FormProposal.Column column, Language language) {
    return new Column(
        column.index(),
        column.header(),
        column.label(),
        column.key(),
        column.kind(),
        column.take(),
        column.required(),
        column.unique(),
        column.choices(),
        column.filled(),
        column.samples(),
        notes(column.notes(), language));
  }

  private List<Note> notes(List<Message> notes, Language language) {
    return notes.stream()
        .map(note -> new Note(note.code(), messages.text(note, language)))
        .toList();
  }
}
