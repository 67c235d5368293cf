package io.dither.duckdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.data.Column;
import io.dither.data.ColumnRoles;
import io.dither.data.Examples;
import io.dither.data.Histories;
import io.dither.data.History;
import io.dither.data.Layouts;
import io.dither.data.OracleTexts;
import io.dither.data.Row;
import io.dither.data.TableWriter;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.oracle.OracleRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

/** A real PostgreSQL, beside CSV and Parquet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresTest {
    private static final List<Column> COLUMNS = List.of(
            Column.text("example"),
            Column.whole("coordinate"),
            Column.number("x"),
            Column.number("y"),
            Column.text("kind"),
            Column.whole("decision"));

    private EmbeddedPostgres postgres;
    private String url;
    private Histories histories;

    @TempDir
    private Path folder;

    @BeforeAll
    void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        execute("create role me login superuser password 'se-cret'");
        url = postgres.getJdbcUrl("me", "postgres").replaceAll("\\?.*", "");
        histories = new Histories(
                List.of(PostgresTest.class.getClassLoader()),
                Map.of("DITHER_DB_USER", "me", "DITHER_DB_PASSWORD", "se-cret"));
    }

    @AfterAll
    void stop() throws IOException {
        postgres.close();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private History query(String sql) {
        return histories.open(url, sql);
    }

    private static List<Row> rows(History history) {
        List<Row> rows = new ArrayList<>();
        history.forEach(rows::add);
        return rows;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theSameTableGivesTheSameBitsFromAllThree(long seed) throws SQLException {
        String table = "bits" + seed;
        String csv = folder.resolve(table + ".csv").toString();
        String parquet = folder.resolve(table + ".parquet").toString();
        fill(histories.write(csv, COLUMNS), seed, false);
        fill(histories.write(parquet, COLUMNS), seed, true);
        execute("create table " + table
                + " (example text, coordinate bigint, x float8, y float8, kind text, decision bigint);" + " copy "
                + table + " from '" + csv + "' csv header");
        Examples fromCsv = read(histories.open(csv));
        Examples fromParquet = read(histories.open(parquet));
        Examples fromPostgres = read(query("select * from " + table + " order by md5(example || coordinate)"));
        assertEquals(fromCsv.columns(), fromPostgres.columns());
        assertSame(fromCsv, fromParquet);
        assertSame(fromCsv, fromPostgres);
    }

    /** Two to five coordinates an example, numbers of all sizes, in one order or its reverse. */
    private static void fill(TableWriter table, long seed, boolean reversed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Object[]> rows = new ArrayList<>();
        for (int id = 0; id < 40; id++) {
            int d = random.nextInt(2, 6);
            int chosen = random.nextInt(d);
            for (int j = 0; j < d; j++) {
                double x = Double.longBitsToDouble(random.nextLong());
                double y = random.nextInt(-4, 4) / 8.0;
                String kind = List.of("a,b", "c \"d\"", "\u00e9").get(random.nextInt(3));
                rows.add(new Object[] {"e" + id, j, Double.isFinite(x) ? x : -0.0, y, kind, j == chosen ? 1 : 0});
            }
        }
        if (reversed) {
            Collections.reverse(rows);
        }
        try (table) {
            rows.forEach(table::write);
            table.commit();
        }
    }

    private static Examples read(History history) {
        return Layouts.readLong(
                history,
                ColumnRoles.defaults().withCategories("kind"),
                OracleTexts.of("argmax:n={d}", OracleRegistry.discover()));
    }

    private static void assertSame(Examples expected, Examples read) {
        assertEquals(40, read.observations().size());
        for (int i = 0; i < read.observations().size(); i++) {
            Observation a = expected.observations().get(i);
            Observation b = read.observations().get(i);
            assertEquals(a.id(), b.id());
            assertEquals(a.key(), b.key());
            assertArrayEquals(bits(a.features()), bits(b.features()));
            assertArrayEquals(a.target().values(), b.target().values());
        }
    }

    private static long[] bits(Features features) {
        long[] bits = new long[features.rows() * features.columns()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Double.doubleToRawLongBits(features.get(i / features.columns(), i % features.columns()));
        }
        return bits;
    }

    @Test
    void coordinatesThatDifferByTheHourComeFromATableToo() throws SQLException {
        execute("create table roads as select * from (values (0, 7::smallint, 1.5), (0, 8, 2.5), (1, null, 4)) "
                + "as t(coordinate, hour, km)");
        execute(
                "create table trips as select * from (values ('a', 8::bigint, 1), ('b', 7, 0)) as t(example, hour, decision)");
        Examples read = Layouts.readShared(
                query("select * from roads"),
                query("select * from trips"),
                ColumnRoles.defaults().with(ColumnRoles.Role.VARY_BY, "hour").withFeatures("log(km)"),
                OracleTexts.of("argmax:n={d}", OracleRegistry.discover()));
        Features a = read.observations().get(0).features();
        Features b = read.observations().get(1).features();
        assertArrayEquals(new double[] {Math.log(2.5), Math.log(4)}, new double[] {a.get(0, 0), a.get(1, 0)});
        assertArrayEquals(new double[] {Math.log(1.5), Math.log(4)}, new double[] {b.get(0, 0), b.get(1, 0)});
    }

    @Test
    void numbersOfEachTypeKeepTheirValue() {
        Row row = rows(query(
                        "select 7::smallint as a, 7::bigint as b, 0.1::numeric as c, 0.1::real as d, 0.1::float8 as e, "
                                + "1e300::numeric as f, '0.1'::text as g, array[0, 3] as h, null::int as i, '' as j, date '2024-01-31' as k, "
                                + "'NaN'::float8 as l, true as m, '{}'::json as n"))
                .get(0);
        assertEquals(7, row.number("a"));
        assertEquals("7", row.text("b"));
        assertEquals(0.1, row.number("c"));
        assertEquals((double) 0.1f, row.number("d"));
        assertEquals(0.1, row.number("e"));
        assertEquals(1e300, row.number("f"));
        assertEquals(0.1, row.number("g"));
        assertEquals("0 3", row.text("h"));
        assertTrue(row.isMissing("i") && row.isMissing("j"));
        assertEquals("2024-01-31", row.text("k"));
        assertEquals(1, row.number("m"));
        for (String column : List.of("l", "n", "k")) {
            assertThrows(DataException.class, () -> row.number(column));
        }
        assertThrows(DataException.class, () -> row.text("n"));
    }

    @Test
    void driversComeFromAnyClassLoader() throws IOException {
        URL jar = Driver.class.getProtectionDomain().getCodeSource().getLocation();
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        Map<String, String> credentials = Map.of("DITHER_DB_USER", "me", "DITHER_DB_PASSWORD", "se-cret");
        try (URLClassLoader plugin = new URLClassLoader(new URL[] {jar}, platform)) {
            Histories with = new Histories(List.of(platform, plugin), credentials);
            assertEquals(1, rows(with.open(url, "select 1 as one")).get(0).number("one"));
        }
        Histories without = new Histories(List.of(platform), credentials);
        assertThrows(InvalidArgumentException.class, () -> without.open(url, "select 1 as one"));
    }

    @Test
    void whatIsSilentIsGivenUp() throws IOException {
        Histories hasty = histories.timeout(1);
        String late = String.valueOf(assertThrows(DataException.class, () -> hasty.open(url, "select pg_sleep(1000)"))
                .getMessage());
        assertTrue(late.endsWith("no answer in 1 s. Maybe raise --query-timeout"), late);
        try (ServerSocket silent = new ServerSocket(0)) {
            String address = "jdbc:postgresql://localhost:" + silent.getLocalPort() + "/db";
            assertEquals(
                    address + ": cannot be opened: no answer in 1 s. Maybe the port is that of something else",
                    assertThrows(DataException.class, () -> hasty.open(address, "select 1"))
                            .getMessage());
        }
    }

    @Test
    void anAnswerIsFetchedInPieces() {
        long[] sum = new long[1];
        query("select i, repeat('x', 1000) as t from generate_series(1, 20000) i")
                .forEach(row -> sum[0] += (long) row.number("i"));
        assertEquals(200_010_000L, sum[0]);
    }

    @Test
    void wrongQueriesAreOneLineWithoutSecrets() throws SQLException {
        String shown = Histories.withoutSecrets(url);
        String wrong = String.valueOf(assertThrows(DataException.class, () -> query("select nothing\nfrom nowhere"))
                .getMessage());
        assertEquals(shown + ": the query fails: ERROR: relation \"nowhere\" does not exist", wrong);
        String twice = String.valueOf(assertThrows(DataException.class, () -> query("select 1 as a, 2 as a"))
                .getMessage());
        assertTrue(twice.startsWith(shown + ": "), twice);
        execute("create table kept (x int); insert into kept values (1)");
        String deleting = "with gone as (delete from kept returning x) select * from gone";
        String writes = String.valueOf(
                assertThrows(DataException.class, () -> query(deleting)).getMessage());
        assertTrue(writes.endsWith("in a read-only transaction"), writes);
        for (String more :
                List.of("delete from kept; commit; select 1", "select 1; drop table kept", "select ';';select 2")) {
            assertThrows(InvalidArgumentException.class, () -> query(more), more);
        }
        rows(query("select ';' as \";\" /* ; */ where ';a' <> $$;b$$ -- ; end\n ;"));
        assertEquals(1, rows(query("select * from kept")).size(), "reading changes nothing");
        Histories other = new Histories(
                List.of(PostgresTest.class.getClassLoader()),
                Map.of("DITHER_DB_USER", "me", "DITHER_DB_PASSWORD", "wr-ong"));
        for (String address : List.of(
                url.replaceFirst("//[^/]*/", "//localhost:1/") + "?user=me&password=wr-ong",
                url + "_none?password=wr-ong&user=me")) {
            DataException refused = assertThrows(DataException.class, () -> other.open(address, "select 1 as one"));
            assertFalse(String.valueOf(refused.getMessage()).contains("wr-ong"), refused.getMessage());
            assertNull(refused.getCause());
            assertEquals(1, String.valueOf(refused.getMessage()).lines().count());
        }
    }
}
