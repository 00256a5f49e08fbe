package io.xiaodan.print;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.fop.apps.FOPException;
import org.apache.fop.apps.FOUserAgent;
import org.apache.fop.apps.FopFactory;
import org.apache.fop.apps.MimeConstants;
import org.apache.fop.area.AreaTreeHandler;
import org.apache.fop.area.PageViewport;
import org.apache.fop.events.Event;
import org.apache.fop.events.model.EventSeverity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Turns laid out pages into PDF. A few documents at a time: the formatter needs room. */
@Component
class PdfMaker {

  private static final Logger log = LoggerFactory.getLogger(PdfMaker.class);
  private static final int AT_A_TIME = 2;
  private static final long PATIENCE_SECONDS = 60;
  private static final int MOST_PASSES = 4;

  private final Semaphore places = new Semaphore(AT_A_TIME, true);
  private final Clock clock;
  private @Nullable FopFactory formatter;

  PdfMaker(Clock clock) {
    this.clock = clock;
  }

  /**
   * Writes a document.
   *
   * @param title of the document
   * @throws io.xiaodan.kernel.ProblemException unavailable when too many others print
   */
  void write(String title, PageWriter pages, OutputStream out) {
    enter();
    try {
      Map<String, List<Integer>> breaks = new LinkedHashMap<>();
      for (int pass = 1; pages.needsBreaks() && pass < MOST_PASSES; pass++) {
        Map<String, List<Integer>> found =
            format(title, pages, breaks, OutputStream.nullOutputStream());
        if (found.equals(breaks)) {
          break;
        }
        breaks = found;
      }
      format(title, pages, breaks, out);
    } catch (FOPException | IOException e) {
      throw new PrintFailed(e);
    } finally {
      places.release();
    }
  }

  private void enter() {
    try {
      if (places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw Problem.of(ProblemKind.UNAVAILABLE, "print.busy").exception();
  }

  private synchronized FopFactory formatter() {
    if (formatter == null) {
      formatter = Fonts.formatter();
    }
    return formatter;
  }

  /** Lays everything out once; answers how many rows of each table came to stand on each page. */
  private Map<String, List<Integer>> format(
      String title, PageWriter pages, Map<String, List<Integer>> breaks, OutputStream out)
      throws FOPException, IOException {
    FopFactory factory = formatter();
    FOUserAgent agent = factory.newFOUserAgent();
    agent.setTitle(title);
    agent.setCreator("Xiaodan");
    agent.setProducer("Xiaodan");
    agent.setCreationDate(Date.from(clock.instant()));
    agent.getEventBroadcaster().addEventListener(PdfMaker::hear);
    AreaTreeHandler areas = new AreaTreeHandler(agent, MimeConstants.MIME_PDF, out);
    agent.setFOEventHandlerOverride(areas);
    Map<String, Integer> tables =
        pages.write(
            new Fo(factory.newFop(MimeConstants.MIME_PDF, agent, out).getDefaultHandler()), breaks);
    Map<String, List<Integer>> found = new LinkedHashMap<>();
    tables.forEach((table, rows) -> found.put(table, perPage(areas, table, rows)));
    return found;
  }

  private static List<Integer> perPage(AreaTreeHandler areas, String table, int rows) {
    List<Integer> counts = new ArrayList<>();
    int last = -1;
    for (int row = 0; row < rows; row++) {
      PageViewport page =
          areas.getIDTracker().getFirstPageViewportContaining(Pages.rowId(table, row));
      int number = page == null ? last : page.getPageIndex();
      if (number != last || counts.isEmpty()) {
        counts.add(0);
        last = number;
      }
      counts.set(counts.size() - 1, counts.getLast() + 1);
    }
    return counts;
  }

  private static void hear(Event event) {
    if (event.getSeverity() == EventSeverity.ERROR || event.getSeverity() == EventSeverity.FATAL) {
      log.warn("formatter: {} {}", event.getEventKey(), event.getParams());
    } else {
      log.debug("formatter: {} {}", event.getEventKey(), event.getParams());
    }
  }
}
