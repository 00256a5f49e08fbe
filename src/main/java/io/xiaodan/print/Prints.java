package io.xiaodan.print;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.blueprint.Finding;
import io.xiaodan.blueprint.Severity;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.Caller;
import io.xiaodan.record.ListQuery;
import io.xiaodan.record.RecordLists;
import io.xiaodan.record.Records;
import java.io.ByteArrayOutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Printing while somebody waits: one record, or a look at a template that is being built. */
@Component
public class Prints {

  private final Blueprints blueprints;
  private final Printing printing;
  private final Records records;
  private final RecordLists lists;
  private final Roles roles;

  Prints(
      Blueprints blueprints, Printing printing, Records records, RecordLists lists, Roles roles) {
    this.blueprints = blueprints;
    this.printing = printing;
    this.records = records;
    this.lists = lists;
    this.roles = roles;
  }

  /** The templates somebody may print with, in order. */
  public List<PrintTemplate> available(Blueprint blueprint, Actor actor) {
    Caller caller = new Caller(blueprint, actor);
    return blueprint.all(PrintTemplate.TYPE).values().stream()
        .filter(template -> printing.mayPrint(caller, template.form()))
        .sorted(Comparator.comparingInt(PrintTemplate::position))
        .toList();
  }

  /**
   * Prints one record.
   *
   * @param address beginning of the addresses of records, for codes that lead to them
   * @throws ProblemException not found (form, template, record), forbidden, malformed for a
   *     template of lists
   */
  public PrintedFile print(
      Actor actor, String form, UUID id, String template, @Nullable String address) {
    Caller caller = new Caller(blueprints.current(), actor);
    PrintTemplate found = printing.require(caller, form, template);
    if (found.list()) {
      throw Problem.of(ProblemKind.MALFORMED, "print.is_list", "template", template).exception();
    }
    Source source = printing.source(caller, found.form(), id, address);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    printing.write(caller, found, List.of(source), out);
    String title = String.valueOf(records.json(caller, records.get(caller, form, id)).get("title"));
    String name = found.label().in(actor.language()) + "-" + title + ".pdf";
    return new PrintedFile(name, out.toByteArray());
  }

  /** What {@link #print} would print, as pictures. */
  public PrintPreview look(
      Actor actor, String form, UUID id, String template, @Nullable String address) {
    return PagePictures.draw(print(actor, form, id, template, address).content());
  }

  /**
   * What a template that is being built would print.
   *
   * @param document the template, published or not
   * @param id the record it is tried on; null for the newest the person sees
   * @return nothing where there is no record to try it on
   * @throws ProblemException forbidden, invalid with what is wrong in the template
   */
  public @Nullable PrintPreview tryOut(
      Actor actor, JsonNode document, @Nullable UUID id, @Nullable String address) {
    roles.requireBuilds(actor);
    Caller caller = new Caller(blueprints.current(), actor);
    PrintTemplate template = compiled(caller, document);
    Form form = template.form();
    if (template.list()) {
      var page = lists.page(caller, form.key(), new ListQuery(null, null, null, false, 40, null));
      return drawn(caller, template, printing.listed(caller, form, page.items()));
    }
    UUID chosen = id;
    if (chosen == null) {
      var page = lists.page(caller, form.key(), new ListQuery(null, null, null, false, 1, null));
      if (page.items().isEmpty()) {
        return null;
      }
      chosen = UUID.fromString(String.valueOf(page.items().getFirst().get("id")));
    }
    return drawn(caller, template, printing.source(caller, form, chosen, address));
  }

  private PrintPreview drawn(Caller caller, PrintTemplate template, Source source) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    printing.write(caller, template, List.of(source), out);
    return PagePictures.draw(out.toByteArray());
  }

  private PrintTemplate compiled(Caller caller, JsonNode document) {
    String key = document.path("key").asString("");
    if (!document.isObject() || !ArtifactId.isKey(key)) {
      throw Problem.invalid(List.of(Violation.at("document", Message.of("print.document"))))
          .exception();
    }
    ArtifactId artifact = new ArtifactId(PrintTemplate.TYPE.kind(), key);
    List<Violation> wrong =
        blueprints.check(Map.of(artifact, document)).findings().stream()
            .filter(finding ->
                finding.severity() == Severity.ERROR && finding.artifact().equals(artifact))
            .map(Prints::violation)
            .toList();
    if (!wrong.isEmpty()) {
      throw Problem.invalid(wrong).exception();
    }
    Form form =
        caller.blueprint().find(Form.TYPE, document.path("form").asString("")).orElseThrow();
    return new PrintReader(Compilation.against(caller.blueprint()), artifact, form, document)
        .read();
  }

  private static Violation violation(Finding finding) {
    return Violation.at(finding.place(), finding.message());
  }
}
