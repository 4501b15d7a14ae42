@NullMarked
package io.allyourbase.jobs.postgres.architecture;

import org.jspecify.annotations.NullMarked;
