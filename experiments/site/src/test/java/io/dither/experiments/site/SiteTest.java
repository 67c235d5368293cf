package io.dither.experiments.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the site of this project, into {@code target/site} of its root; no link leads nowhere. */
class SiteTest {
    @TempDir
    private Path folder;

    @Test
    void theSiteOfThisProjectIsBuilt() throws IOException {
        Path root = Path.of(System.getProperty("basedir", ""), "../..");
        Path out = root.resolve("target/site");
        assertEquals(List.of(), Site.build(root, out));
        String first = Files.readString(out.resolve("index.html"));
        assertTrue(first.contains("<a href=\"guides/first-hour.html\">First hour</a>"), first);
    }

    @Test
    void linksThatLeadNowhereAreFound() throws IOException {
        Files.createDirectories(folder.resolve("api/src/docs/guides"));
        Files.createDirectories(folder.resolve("learn"));
        Files.writeString(
                folder.resolve("README.md"),
                "# A\n[b](learn) [c](learn/README.md#c-d) [no](learn#no) [none](none.md) [self](#a) [out](https://x.y)\n");
        Files.writeString(
                folder.resolve("learn/README.md"), "# B\n## `C` d\n[a](../README.md) [f](f.java)\n\n```sh\n<x>\n```\n");
        Files.writeString(folder.resolve("learn/f.java"), "f");
        Files.writeString(folder.resolve("api/src/docs/guides/g.md"), "# G \"q\"\n[b](../../../../learn#c-d)\n");
        Files.createDirectories(folder.resolve("target/reports/apidocs"));
        Files.writeString(folder.resolve("target/reports/apidocs/index.html"), "<p>");
        List<String> broken = Site.build(folder, folder.resolve("target/site"));
        assertEquals(List.of("README.md: learn#no", "README.md: none.md"), broken);
        String page = Files.readString(folder.resolve("target/site/learn/index.html"));
        assertTrue(page.contains("<li class=\"level2\"><a href=\"#c-d\">C d</a></li>"), page);
        assertTrue(page.contains("href=\"../files/learn/f.java.txt\"") && page.contains("&lt;x&gt;"), page);
        assertTrue(page.contains("<a href=\"../guides/g.html\">G &quot;q&quot;</a>"), page);
        String guide = Files.readString(folder.resolve("target/site/guides/g.html"));
        assertTrue(guide.contains("href=\"../learn/index.html#c-d\""), guide);
        assertTrue(guide.contains("<a href=\"../apidocs/index.html\">Java API</a>"), guide);
        assertTrue(Files.exists(folder.resolve("target/site/apidocs/index.html")));
        String index = Files.readString(folder.resolve("target/site/index.js"));
        assertTrue(index.contains("[\"B\",\"C d\",\"learn/index.html#c-d\",\"a f <x>\"]"), index);
    }
}
