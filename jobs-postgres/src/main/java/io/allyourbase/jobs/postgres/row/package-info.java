@NullMarked
package io.allyourbase.jobs.postgres.row;

import org.jspecify.annotations.NullMarked;
