/**
 * A flow as a BPMN modeler writes it: no knowledge of ours, its own ids, names in Chinese, a timer
 * in ISO 8601, an annotation and a data object beside it.
 */
export const modelerFile = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:collaboration id="Collaboration_1">
    <bpmn:participant id="Participant_1" name="场地申请" processRef="Process_1" />
  </bpmn:collaboration>
  <bpmn:process id="Process_1" name="场地申请" isExecutable="false">
    <bpmn:laneSet id="LaneSet_1">
      <bpmn:lane id="Lane_1" name="申请人">
        <bpmn:flowNodeRef>Start_1</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>T_amend</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>Timer_1</bpmn:flowNodeRef>
      </bpmn:lane>
      <bpmn:lane id="Lane_2" name="Service window">
        <bpmn:flowNodeRef>T_accept</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>X_1</bpmn:flowNodeRef>
      </bpmn:lane>
      <bpmn:lane id="Lane_3" name="财务科">
        <bpmn:flowNodeRef>T_cai</bpmn:flowNodeRef>
      </bpmn:lane>
      <bpmn:lane id="Lane_4" name="分管负责人">
        <bpmn:flowNodeRef>T_ke</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>T_decide</bpmn:flowNodeRef>
      </bpmn:lane>
    </bpmn:laneSet>
    <bpmn:startEvent id="Start_1" name="申请" />
    <bpmn:userTask id="T_accept" name="受理" />
    <bpmn:exclusiveGateway id="X_1" default="Flow_4" />
    <bpmn:userTask id="T_amend" name="补正" />
    <bpmn:boundaryEvent id="Timer_1" attachedToRef="T_amend">
      <bpmn:timerEventDefinition id="TimerDef_1">
        <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P15D</bpmn:timeDuration>
      </bpmn:timerEventDefinition>
    </bpmn:boundaryEvent>
    <bpmn:parallelGateway id="Fork_1" name="联审" />
    <bpmn:userTask id="T_cai" name="财务" />
    <bpmn:task id="T_ke" name="科技" />
    <bpmn:parallelGateway id="Join_1" />
    <bpmn:exclusiveGateway id="X_2" />
    <bpmn:userTask id="T_decide" name="决定" />
    <bpmn:exclusiveGateway id="X_3" />
    <bpmn:endEvent id="E_yes" name="通过" />
    <bpmn:endEvent id="E_no" name="not granted" />
    <bpmn:endEvent id="E_no_2" name="not granted" />
    <bpmn:endEvent id="E_late" name="lapsed" />
    <bpmn:dataObjectReference id="Data_1" name="申请表" dataObjectRef="DataObject_1" />
    <bpmn:sequenceFlow id="Flow_1" sourceRef="Start_1" targetRef="T_accept" />
    <bpmn:sequenceFlow id="Flow_2" sourceRef="T_accept" targetRef="X_1" />
    <bpmn:sequenceFlow id="Flow_4" name="补正" sourceRef="X_1" targetRef="T_amend" />
    <bpmn:sequenceFlow id="Flow_3" name="受理" sourceRef="X_1" targetRef="Fork_1" />
    <bpmn:sequenceFlow id="Flow_5" name="重新提交" sourceRef="T_amend" targetRef="T_accept" />
    <bpmn:sequenceFlow id="Flow_6" sourceRef="Timer_1" targetRef="E_late" />
    <bpmn:sequenceFlow id="Flow_7" sourceRef="Fork_1" targetRef="T_cai" />
    <bpmn:sequenceFlow id="Flow_8" sourceRef="Fork_1" targetRef="T_ke" />
    <bpmn:sequenceFlow id="Flow_9" sourceRef="T_cai" targetRef="Join_1" />
    <bpmn:sequenceFlow id="Flow_10" sourceRef="T_ke" targetRef="Join_1" />
    <bpmn:sequenceFlow id="Flow_11" sourceRef="Join_1" targetRef="X_2" />
    <bpmn:sequenceFlow id="Flow_14" name="Pass" sourceRef="X_2" targetRef="T_decide" />
    <bpmn:sequenceFlow id="Flow_15" name="Fail" sourceRef="X_2" targetRef="E_no_2" />
    <bpmn:sequenceFlow id="Flow_16" sourceRef="T_decide" targetRef="X_3" />
    <bpmn:sequenceFlow id="Flow_12" name="批准" sourceRef="X_3" targetRef="E_yes">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">revenue &gt; 100</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="Flow_13" name="暂缓" sourceRef="X_3" targetRef="E_no" />
    <bpmn:textAnnotation id="TextAnnotation_1"><bpmn:text>示例</bpmn:text></bpmn:textAnnotation>
    <bpmn:dataObject id="DataObject_1" />
  </bpmn:process>
</bpmn:definitions>
`;
