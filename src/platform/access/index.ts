export { type Context, type ContextParts, createContext } from './context.ts';
export {
  type Access,
  type Actor,
  may,
  type Permission,
  type PermissionTable,
  type Role,
  type RoleAssignment,
  roles,
  type Scope,
  scopesOf,
  secondFactorRoles,
  visitor,
} from './model.ts';
export { isRobot } from './robots.ts';
