package io.xiaodan.amendment;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.expression.Environment;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Which records are protected, and who may propose to change them. */
@Component
class AmendmentRights {

  private final Records records;
  private final Access access;
  private final Workspace workspace;
  private final Clock clock;

  AmendmentRights(Records records, Access access, Workspace workspace, Clock clock) {
    this.records = records;
    this.access = access;
    this.workspace = workspace;
    this.clock = clock;
  }

  boolean isProtected(Caller caller, AmendmentTerms terms, StoredRecord record) {
    return record.deletedAt() == null
        && terms
            .when()
            .test(
                records.values(caller, record), Environment.of(clock.instant(), workspace.zone()));
  }

  boolean mayEdit(Caller caller, AmendmentTerms terms, StoredRecord record) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), terms.form().key());
    return rights.may(
        FormAction.EDIT,
        records.values(caller, record),
        Environment.of(clock.instant(), workspace.zone()));
  }

  void requireProposes(Caller caller, AmendmentTerms terms, StoredRecord record) {
    if (!mayEdit(caller, terms, record)) {
      throw Problem.of(ProblemKind.FORBIDDEN, "record.may_not_edit").exception();
    }
    if (!isProtected(caller, terms, record)) {
      throw Problem.of(ProblemKind.CONFLICT, "amendment.not_needed").exception();
    }
  }
}
