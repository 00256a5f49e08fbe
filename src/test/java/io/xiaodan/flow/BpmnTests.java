package io.xiaodan.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXParseException;

/**
 * What the designer exports as BPMN 2.0, held against the schemas of the standard. The tests of the
 * designer keep {@code conformance/bpmn} equal to what it exports: the templates, one of every
 * node, and drawings made at random.
 */
class BpmnTests {

  private static final Path DRAWINGS = Path.of("conformance", "bpmn");
  private static final String SCHEMA = "org/camunda/bpm/model/bpmn/schema/BPMN20.xsd";

  @Test
  void everyExportedFlowIsValidByTheSchemasOfTheStandard() throws Exception {
    Schema schema = schema();
    List<Path> drawings;
    try (Stream<Path> files = Files.list(DRAWINGS)) {
      drawings = files.filter(file -> file.toString().endsWith(".bpmn")).sorted().toList();
    }
    assertThat(drawings).hasSizeGreaterThan(10);
    for (Path drawing : drawings) {
      assertThat(findings(schema, Files.readString(drawing))).as(drawing.toString()).isEmpty();
    }
  }

  @Test
  void whatTheStandardDoesNotKnowIsFound() throws Exception {
    String drawing = Files.readString(DRAWINGS.resolve("everything.bpmn"));
    assertThat(findings(schema(), drawing.replace("<userTask ", "<humanTask "))).isNotEmpty();
  }

  private static Schema schema() throws Exception {
    return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(Objects.requireNonNull(BpmnTests.class.getClassLoader().getResource(SCHEMA)));
  }

  private static List<String> findings(Schema schema, String xml) throws Exception {
    List<String> findings = new ArrayList<>();
    var validator = schema.newValidator();
    validator.setErrorHandler(
        new ErrorHandler() {
          @Override
          public void warning(SAXParseException e) {
            findings.add(e.toString());
          }

          @Override
          public void error(SAXParseException e) {
            findings.add(e.toString());
          }

          @Override
          public void fatalError(SAXParseException e) {
            findings.add(e.toString());
          }
        });
    try {
      validator.validate(new StreamSource(new java.io.StringReader(xml)));
    } catch (org.xml.sax.SAXException e) {
      findings.add(e.toString());
    }
    return findings;
  }
}
