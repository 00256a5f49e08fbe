package io.xiaodan.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.postgresql.PGConnection;

/**
 * An import of order lines, beside COPY of the same lines into a bare table and of the same rows
 * into tables of the same shape.
 *
 * <p>The file is the first argument, or the one {@code XIAODAN_REAL_ORDERS} names, or one of
 * 100,000 made-up lines.
 */
final class ImportBench {

  private static final int MADE_UP = 100_000;
  private static final List<String> TABLES =
      List.of("f_customers", "f_products", "f_orders", "f_orders__lines", "event");
  private static final String REFERENCES =
      """
      ALTER TABLE bench.f_orders ADD FOREIGN KEY (customer) REFERENCES bench.f_customers;
      ALTER TABLE bench.f_orders__lines ADD FOREIGN KEY (parent) REFERENCES bench.f_orders, ADD FOREIGN KEY (product) REFERENCES bench.f_products
      """;

  private ImportBench() {}

  public static void main(String[] arguments) throws Exception {
    Path work = Files.createTempDirectory("xiaodan-bench-import-");
    try (BenchServer server = BenchServer.fresh()) {
      Path file = file(arguments, work);
      long lines = lines(file);
      ProcessorTime processors = ProcessorTime.of(server);
      System.out.println("import of " + lines + " lines");
      double ours = measure("import", lines, processors, () -> importFile(server, file));
      long peak = peakMegabytes(server.pid());
      double again = measure("the same again", lines, processors, () -> importFile(server, file));
      double bare;
      double same;
      try (Connection connection = server.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE SCHEMA bench");
        bare = measure("COPY, bare table", lines, processors, () -> copyLines(connection, file));
        export(connection, work);
        same = measure("COPY, same tables", lines, processors, () -> copyTables(connection, work));
      }
      System.out.println("most memory resident " + peak + " MB (database apart)");
      Table.line("import-same", ours, same, lines * 1000 / ours, " rss=" + peak + "MB");
      Table.line("import-bare", ours, bare, lines * 1000 / ours, "");
      Table.line("import-again", again, bare, lines * 1000 / again, "");
    } finally {
      BenchServer.remove(work);
    }
  }

  /** Something that takes long. */
  private interface Work {
    void run() throws Exception;
  }

  private static double measure(String what, long lines, ProcessorTime processors, Work work)
      throws Exception {
    ProcessorTime.Reading before = processors.read();
    long started = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - started) / 1e9;
    ProcessorTime.Reading spent = processors.read().since(before);
    System.out.println(
        String.format("%-18s", what)
            + Table.rounded(seconds, 1)
            + " s, "
            + Table.rounded(lines / seconds, 0)
            + " lines/s, processor seconds: server "
            + Table.rounded(spent.server(), 1)
            + ", database "
            + Table.rounded(spent.database(), 1)
            + ", client "
            + Table.rounded(spent.client(), 1));
    return lines / seconds;
  }

  private static void importFile(BenchServer server, Path file) throws Exception {
    Process process =
        new ProcessBuilder(
                "./xiaodan",
                "import",
                file.toString(),
                "--mapping",
                "online-retail",
                "--data",
                server.data().toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0 || !printed.contains("\"balanced\" : true")) {
      throw new IOException("No import: " + printed);
    }
  }

  private static void copyLines(Connection connection, Path file) throws Exception {
    try (Statement statement = connection.createStatement();
        InputStream in = open(file)) {
      statement.execute(
          "CREATE TABLE bench.line (invoice text, code text, description text, quantity numeric, date timestamp, price numeric, customer text, country text)");
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY bench.line FROM STDIN (FORMAT csv, HEADER)", in);
    }
  }

  private static void export(Connection connection, Path work) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(
            "CREATE TABLE bench.%1$s (LIKE w_main.%1$s INCLUDING ALL)".formatted(table));
        try (OutputStream out = Files.newOutputStream(work.resolve(table))) {
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut("COPY (SELECT * FROM w_main." + table + ") TO STDOUT", out);
        }
      }
      statement.execute(REFERENCES);
    }
  }

  private static void copyTables(Connection connection, Path work)
      throws SQLException, IOException {
    for (String table : TABLES) {
      try (InputStream in = Files.newInputStream(work.resolve(table))) {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY bench." + table + " FROM STDIN", in, 1 << 16);
      }
    }
  }

  private static Path file(String[] arguments, Path work) throws IOException {
    String named = arguments.length > 0 ? arguments[0] : System.getenv("XIAODAN_REAL_ORDERS");
    return named != null ? Path.of(named) : madeUp(work.resolve("made-up.csv"));
  }

  private static long lines(Path file) throws IOException {
    try (InputStream in = open(file)) {
      long lines = -1;
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (int i = 0; i < read; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
      }
      return lines;
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
  }

  /** Orders of 1 to 9 lines of 500 customers and 1,000 products. */
  private static Path madeUp(Path file) throws IOException {
    Random random = new Random(7);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(
          "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
      int invoice = 600_000;
      int left = 0;
      int customer = 0;
      for (int i = 0; i < MADE_UP; i++) {
        if (left == 0) {
          invoice++;
          left = 1 + random.nextInt(9);
          customer = random.nextInt(500);
        }
        left--;
        int product = random.nextInt(1_000);
        out.write(
            "%d,P%04d,PRODUCT %04d,%d,2026-01-%02d 10:00:00,%d.%02d,%d,France%n"
                .formatted(
                    invoice,
                    product,
                    product,
                    1 + random.nextInt(20),
                    1 + invoice % 28,
                    1 + product % 90,
                    product % 100,
                    10_000 + customer));
      }
    }
    return file;
  }

  private static long peakMegabytes(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    return !Files.exists(status)
        ? 0
        : Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
            .findFirst()
            .orElse(0);
  }
}
