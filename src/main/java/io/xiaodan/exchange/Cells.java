package io.xiaodan.exchange;

import io.xiaodan.access.Access;
import io.xiaodan.identity.Departments;
import io.xiaodan.identity.People;
import io.xiaodan.kernel.Language;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordNames;
import io.xiaodan.record.Records;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** Makes what writes values into cells and what reads them back, so that each fits the other. */
@Component
class Cells {

  private final Records records;
  private final RecordNames names;
  private final Access access;
  private final People people;
  private final Departments departments;
  private final Workspace workspace;

  Cells(
      Records records,
      RecordNames names,
      Access access,
      People people,
      Departments departments,
      Workspace workspace) {
    this.records = records;
    this.names = names;
    this.access = access;
    this.people = people;
    this.departments = departments;
    this.workspace = workspace;
  }

  /** Writes cells in a language, on the wall clock of the workspace. */
  CellFormat format(Language language) {
    return new CellFormat(language, workspace.zone(), new OwnNames(people, departments));
  }

  /** Reads cells on the wall clock of the workspace, and makes nothing. */
  CellReader looking(Caller caller) {
    return reader(caller, true, workspace.zone());
  }

  /**
   * Reads cells.
   *
   * @param dry whether nothing is made: a record that would be made counts as found
   * @param zone whose wall clock moments are read on
   */
  CellReader reader(Caller caller, boolean dry, ZoneId zone) {
    OwnNames own = new OwnNames(people, departments);
    return new CellReader(new NameFinder(records, names, access, caller, dry), own, zone);
  }
}
