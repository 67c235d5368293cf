package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The poms say what a public repository asks of them, in one version, and the bill of materials lists the libraries. */
class PublishedPomsTest {
    private static final Path ROOT = Path.of("../..");
    /** What is run and not depended on. */
    private static final Set<String> PROGRAMS = Set.of(
            "dither-paper",
            "dither-deep",
            "dither-graphhopper",
            "dither-people-cli",
            "dither-choice-cli",
            "dither-research-cli",
            "dither-look-cli",
            "dither-experiments",
            "dither-service-cli",
            "dither-distribution",
            "dither-benchmarks",
            "dither-house",
            "dither-fuzz",
            "dither-site");

    @Test
    void eachIsDescribedAndOfOneVersion() throws Exception {
        String version = text(pom(ROOT), "version");
        assertFalse(version.isEmpty());
        for (Path folder : modules(ROOT)) {
            Node pom = pom(folder);
            assertFalse(text(pom, "name").isEmpty(), folder + " has no name");
            assertFalse(text(pom, "description").isEmpty(), folder + " has no description");
            if (!isExample(folder)) {
                assertEquals(version, text(pom, "parent/version | version"), folder.toString());
            } else {
                assertEquals(version, text(pom, "properties/dither.version"), folder.toString());
                assertEquals("true", text(pom, "properties/maven.deploy.skip"), folder.toString());
            }
        }
    }

    @Test
    void thoseWithoutAParentNameLicenceAddressSourcesAndPeople() throws Exception {
        for (Path folder : List.of(ROOT, ROOT.resolve("api/bom"))) {
            for (String asked : List.of(
                    "url",
                    "licenses/license/name",
                    "licenses/license/url",
                    "developers/developer/name",
                    "scm/connection",
                    "scm/developerConnection",
                    "scm/url")) {
                assertFalse(text(pom(folder), asked).isEmpty(), folder + " has no " + asked);
            }
        }
        assertEquals(text(pom(ROOT), "url"), text(pom(ROOT.resolve("api/bom")), "url"));
    }

    @Test
    void theBillOfMaterialsListsTheLibraries() throws Exception {
        Set<String> libraries = new TreeSet<>();
        for (Path folder : modules(ROOT)) {
            Node pom = pom(folder);
            if (!isExample(folder) && text(pom, "packaging").isEmpty() && !PROGRAMS.contains(text(pom, "artifactId"))) {
                libraries.add(text(pom, "artifactId"));
            }
        }
        assertTrue(libraries.contains("dither-api"), libraries.toString());
        assertEquals(
                libraries,
                new TreeSet<>(texts(
                        pom(ROOT.resolve("api/bom")), "dependencyManagement/dependencies/dependency/artifactId")));
    }

    @Test
    void documentsNameTheVersion() throws Exception {
        String version = text(pom(ROOT), "version");
        for (String document : List.of("README.md", "testing/README.md")) {
            assertTrue(read(document).contains("<version>" + version + "</version>"), document);
        }
        assertTrue(read("docs/CHANGELOG.md").contains("\n## " + version + "\n"), "no entry for " + version);
    }

    private static String read(String document) throws IOException {
        return Files.readString(ROOT.resolve(document));
    }

    private static boolean isExample(Path folder) {
        return folder.toString().contains("/examples/");
    }

    private static List<Path> modules(Path folder) throws Exception {
        List<Path> found = new ArrayList<>(List.of(folder));
        for (String module : texts(pom(folder), "modules/module | profiles/profile/modules/module")) {
            found.addAll(modules(folder.resolve(module)));
        }
        return found;
    }

    private static Node pom(Path folder) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("pom.xml").toFile())
                .getDocumentElement();
    }

    private static String text(Node pom, String path) throws Exception {
        List<String> found = texts(pom, path);
        return found.isEmpty() ? "" : found.get(0);
    }

    private static List<String> texts(Node pom, String path) throws Exception {
        NodeList nodes =
                (NodeList) XPathFactory.newDefaultInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent().strip());
        }
        return texts;
    }
}
