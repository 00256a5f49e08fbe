package io.xiaodan.web.control;

import io.xiaodan.exchange.ImportJob;
import io.xiaodan.exchange.Imports;
import io.xiaodan.exchange.NewImport;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.ControlKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Imports a file for a command on the same machine, and answers line by line: how far it is, the
 * first refused lines, the account. The product itself is the importer.
 */
@RestController
@RequestMapping("/api/control/imports")
class ControlImportController {

  private static final int LOOK_AGAIN_SECONDS = 1;

  private final ControlKey key;
  private final Imports imports;

  ControlImportController(ControlKey key, Imports imports) {
    this.key = key;
    this.imports = imports;
  }

  @PostMapping
  void start(
      @RequestHeader(name = ControlKey.HEADER, required = false) @Nullable String sent,
      @RequestParam String mapping,
      @RequestParam String file,
      @RequestParam(defaultValue = "false") boolean participants,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    if (!key.matches(sent)) {
      throw Problem.of(ProblemKind.FORBIDDEN, "forbidden").exception();
    }
    Actor actor = Actor.system(Origin.IMPORT);
    ImportJob job =
        imports.start(actor, new NewImport(file, mapping, participants), request.getInputStream());
    response.setContentType("text/plain;charset=utf-8");
    PrintWriter out = response.getWriter();
    out.println(job.id());
    follow(actor, job.id(), out);
  }

  private void follow(Actor actor, UUID id, PrintWriter out) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    ImportJob job = imports.find(actor, id);
    while (!job.state().isOver() && !out.checkError()) {
      out.printf(
          "%3d %%  %,d%s%n",
          job.total() == 0 ? 0 : 100 * job.done() / job.total(),
          job.linesRead(),
          job.linesTotal() == null ? "" : " / " + job.linesTotal());
      out.flush();
      never.await(LOOK_AGAIN_SECONDS, TimeUnit.SECONDS);
      job = imports.find(actor, id);
    }
    out.println(job.state().key());
    if (job.problem() != null) {
      out.println(job.problem().in(Language.ZH));
      out.println(job.problem().in(Language.EN));
    }
    if (job.report() != null) {
      out.println(job.report().toPrettyString());
    }
  }
}
