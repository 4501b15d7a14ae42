package io.allyourbase.jobs.http.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A real Chromium without a window, and hands that wait for what they look for. A page that its own policy stopped, or
 * that threw, fails its test. Where there is no ChromeDriver its tests are skipped.
 */
public final class Browser implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private @Nullable ChromeDriver driver;

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<Path> chromeDriver = onPath("chromedriver");
        assumeTrue(chromeDriver.isPresent(), "no chromedriver: install Debian's chromium-driver to test the pages");
        ChromeOptions options = new ChromeOptions();
        onPath("chromium").map(Path::toFile).ifPresent(options::setBinary);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromeDriver.get().toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    /** Goes to an address in a tab that knows nothing of others. */
    public void open(String url) {
        driver().get("about:blank");
        String old = driver().getWindowHandle();
        driver().switchTo().newWindow(WindowType.TAB);
        String fresh = driver().getWindowHandle();
        driver().switchTo().window(old).close();
        driver().switchTo().window(fresh).get(url);
    }

    /** Opens a page of a site's dashboard, and signs in. */
    public void enter(Site site, String page) {
        open(site.dashboard(page));
        signIn(Site.TOKEN);
    }

    public void signIn(String secret) {
        fill("Admin token or password", secret);
        click("Sign in");
    }

    /** Goes to another page of the same tab. */
    public void go(String url) {
        driver().get(url);
    }

    public void size(int width, int height) {
        driver().manage().window().setSize(new Dimension(width, height));
    }

    /** Waits until the page shows that text. */
    public void sees(String text) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(text()).contains(text));
    }

    public void seesNot(String text) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(text()).doesNotContain(text));
    }

    /** Waits until a page has thrown, which its test expects then. */
    public void hasThrown() {
        await().atMost(PATIENCE)
                .until(() -> driver().manage().logs().get(LogType.BROWSER).getAll().stream()
                        .anyMatch(entry -> entry.getMessage().contains("Uncaught")));
    }

    /** Waits for a button, a link or an option of that name, and clicks it. */
    public void click(String name) {
        click(By.xpath("//*[self::button or self::a or self::option][normalize-space(.)=\"" + name + "\"]"));
    }

    /** The same in the row of a table that has that text. */
    public void clickInRow(String row, String name) {
        click(By.xpath(
                "//tr[contains(., \"" + row + "\")]//*[self::button or self::a][normalize-space(.)=\"" + name + "\"]"));
    }

    /** Fills in the field of that label; in a dialog, if one is open. */
    public void fill(String label, String value) {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            WebElement field = last(By.xpath(
                    "//label[span[.=\"" + label + "\"]]/*[self::input or self::textarea][not(ancestor::*[@hidden])]"));
            field.clear();
            field.sendKeys(value);
            assertThat(field.getDomProperty("value")).isEqualTo(value);
        });
    }

    /** How many elements there are. */
    public int count(String css) {
        return driver().findElements(By.cssSelector(css)).size();
    }

    /** What a script gives. */
    public @Nullable Object script(String script) {
        return driver().executeScript(script);
    }

    private void click(By by) {
        // Found and clicked as one: the page may be made fresh at any time.
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            last(by).click();
            return true;
        });
    }

    private WebElement last(By by) {
        List<WebElement> found = driver().findElements(by);
        return found.get(found.size() - 1);
    }

    private String text() {
        return driver().findElement(By.tagName("body")).getText();
    }

    private ChromeDriver driver() {
        return Optional.ofNullable(driver).orElseThrow();
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(driver().manage().logs().get(LogType.BROWSER).getAll())
                .noneMatch(entry -> entry.getMessage().contains("Security Policy")
                        || entry.getMessage().contains("Uncaught"));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Optional.ofNullable(driver).ifPresent(ChromeDriver::quit);
    }
}
