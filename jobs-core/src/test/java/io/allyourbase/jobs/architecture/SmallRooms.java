package io.allyourbase.jobs.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.TreeMap;

/** How many files a package may have. */
public final class SmallRooms {
    private static final int MOST = 12;

    private SmallRooms() {}

    /**
     * The rule.
     *
     * @param large packages that had more when the rule was made, below the root, and how many they have: none may grow
     */
    public static ArchRule of(String root, Map<String, Integer> large) {
        return classes()
                .that()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("package-info")
                .should(new Counted(root, Map.copyOf(large)))
                .because("a package is one idea, which a reader has in view at once");
    }

    private static final class Counted extends ArchCondition<JavaClass> {
        private final String root;
        private final Map<String, Integer> large;
        private final Map<String, Integer> files = new TreeMap<>();

        Counted(String root, Map<String, Integer> large) {
            super("be one of at most " + MOST + " in their package");
            this.root = root;
            this.large = large;
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            files.merge(type.getPackageName(), 1, Integer::sum);
        }

        @Override
        public void finish(ConditionEvents events) {
            files.forEach((room, count) -> {
                int most = room.startsWith(root + ".")
                        ? large.getOrDefault(room.substring(root.length() + 1), MOST)
                        : MOST;
                if (count > most) {
                    events.add(SimpleConditionEvent.violated(
                            room, room + " has " + count + " files, and may have " + most));
                }
            });
            files.clear();
        }
    }
}
