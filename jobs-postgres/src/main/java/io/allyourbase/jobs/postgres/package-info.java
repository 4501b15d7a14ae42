@NullMarked
package io.allyourbase.jobs.postgres;

import org.jspecify.annotations.NullMarked;
