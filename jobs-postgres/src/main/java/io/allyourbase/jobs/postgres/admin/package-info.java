@NullMarked
package io.allyourbase.jobs.postgres.admin;

import org.jspecify.annotations.NullMarked;
