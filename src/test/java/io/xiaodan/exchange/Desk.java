package io.xiaodan.exchange;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.record.Caller;
import io.xiaodan.record.ListQuery;
import io.xiaodan.record.RecordLists;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.test.context.TestComponent;
import tools.jackson.databind.JsonNode;

/** Imports files in a test and waits for them. */
@TestComponent
class Desk {

  static final Actor SYSTEM = Actor.system(Origin.IMPORT);

  /** The mapping of the order app for the lines of a wholesaler's invoices. */
  static final String RETAIL = "online-retail";

  static final String HEADER =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

  private static final Duration LONGEST = Duration.ofSeconds(300);

  private final Imports imports;
  private final Blueprints blueprints;
  private final RecordLists lists;

  Desk(Imports imports, Blueprints blueprints, RecordLists lists) {
    this.imports = imports;
    this.blueprints = blueprints;
    this.lists = lists;
  }

  /** A line of an invoice of a customer. */
  static String line(String invoice, String product, String quantity, String price) {
    return "%s,%s,\"A, THING\",%s,2026-01-05 10:30:00,%s,7001,France"
        .formatted(invoice, product, quantity, price);
  }

  ImportJob start(String mapping, byte[] content) {
    return imports.start(
        SYSTEM, new NewImport("orders.csv", mapping, false), new ByteArrayInputStream(content));
  }

  ImportJob run(String mapping, byte[] content) throws InterruptedException {
    return await(start(mapping, content).id());
  }

  ImportJob retail(String... lines) throws InterruptedException {
    return run(RETAIL, text(StandardCharsets.UTF_8, HEADER, lines));
  }

  static byte[] text(Charset charset, String header, String... lines) {
    return (header + "\n" + String.join("\n", lines) + "\n").getBytes(charset);
  }

  ImportJob await(UUID id) throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    ImportJob job = imports.find(SYSTEM, id);
    while (!job.state().isOver()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not over: " + job);
      }
      new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
      job = imports.find(SYSTEM, id);
    }
    return job;
  }

  /** The refused lines as they are downloaded, header included. */
  List<String> refused(ImportJob job) throws IOException {
    StringWriter out = new StringWriter();
    imports.writeRefused(SYSTEM, job.id(), out);
    return out.toString().substring(1).lines().toList();
  }

  long count(String form, String filter) {
    return lists.count(caller(), form, new ListQuery(filter, null, null, false, 1, null));
  }

  /** The first record that the filter finds, as text. */
  String first(String form, String filter) {
    return lists
        .page(caller(), form, new ListQuery(filter, null, null, false, 50, null))
        .items()
        .getFirst()
        .toString();
  }

  Caller caller() {
    return new Caller(blueprints.current(), SYSTEM);
  }

  /** A number of the account, such as {@code /lines/imported}. */
  static long number(ImportJob job, String place) {
    JsonNode report = job.report();
    return report == null ? -1 : report.at(place).asLong(-1);
  }
}
