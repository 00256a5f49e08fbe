package io.xiaodan.record;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.attachment.Attachment;
import io.xiaodan.attachment.Attachments;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Departments;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.platform.Workspace;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How records are looked at: by formulas, and by the people they are shown to. */
@Component
class RecordViews {

  private final References references;
  private final Access access;
  private final People people;
  private final Departments departments;
  private final Attachments attachments;
  private final LiveValues live;
  private final Clock clock;
  private final Workspace workspace;

  RecordViews(
      References references,
      Access access,
      People people,
      Departments departments,
      Attachments attachments,
      LiveValues live,
      Clock clock,
      Workspace workspace) {
    this.references = references;
    this.access = access;
    this.people = people;
    this.departments = departments;
    this.attachments = attachments;
    this.live = live;
    this.clock = clock;
    this.workspace = workspace;
  }

  Environment environment() {
    return Environment.of(clock.instant(), workspace.zone());
  }

  /** A record as formulas see it. */
  Values of(Caller caller, StoredRecord record, Form form) {
    return new RecordValues(caller.blueprint(), references).of(form, record);
  }

  /** A record as the formulas of a document see it in the caller's name. */
  SeenRecord seen(Caller caller, StoredRecord record) {
    Form form = caller.blueprint().find(Form.TYPE, record.form()).orElseThrow();
    return new SeenRecord(caller, this, references, form, record);
  }

  /** The same, in which references out of the caller's reach lead to nothing. */
  Values seen(Caller caller, StoredRecord record, Form form) {
    return new RecordValues(
            caller.blueprint(), references, (target, found) -> mayRefer(caller, target, found))
        .of(form, record);
  }

  /** Writes records as the API shows them to the caller. */
  RecordJson json(Caller caller, FormAccess rights) {
    return new RecordJson(caller, this, references, rights, environment());
  }

  /** What somebody may do with another form. */
  FormAccess rights(Caller caller, Form form) {
    return access.of(caller.blueprint(), caller.actor(), form);
  }

  /** Whether the caller may see a record, and so choose it. */
  boolean mayRefer(Caller caller, Form form, ReferencedRecord record) {
    return caller.actor().isSystem()
        || rights(caller, form)
            .may(
                FormAction.VIEW,
                new RecordValues(caller.blueprint(), references).of(form, record),
                environment());
  }

  /** The values of fields that have no column. */
  LiveValues live() {
    return live;
  }

  /** The name of a person. */
  String name(UUID person) {
    return people.name(person);
  }

  /** The name of a department. */
  String department(UUID department) {
    return departments.name(department);
  }

  /** Whether there is such a department, and it is open. */
  boolean isDepartment(UUID id) {
    return departments.find(id).filter(department -> !department.disabled()).isPresent();
  }

  /** Everybody's id, in order of their names. */
  List<UUID> peopleByName() {
    return people.all().stream().map(Person::id).toList();
  }

  /** Whether there is such a person. */
  boolean isPerson(UUID id) {
    return people.find(id).isPresent();
  }

  /** Whether the caller may read a file, and so attach it: attaching shows it to others. */
  boolean mayRead(Caller caller, UUID file) {
    return attachments.isReadable(file, caller.actor());
  }

  /** Files by id; those that are not there are left out. */
  Map<UUID, Attachment> files(Collection<UUID> ids) {
    return attachments.describe(ids);
  }

  /** The types of files by id, as found in their content. */
  Map<UUID, String> fileTypes(Collection<UUID> ids) {
    Map<UUID, String> types = new LinkedHashMap<>();
    attachments.describe(ids).forEach((id, file) -> types.put(id, file.type()));
    return types;
  }
}
